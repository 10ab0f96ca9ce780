/**
 * Key and self-signed certificate of 127.0.0.1, as a house without a public authority has them. For tests alone: nobody
 * trusts it unless told to. Made with `openssl req -x509 -newkey ec -nodes -days 36500 -addext subjectAltName=IP:127.0.0.1`.
 */
export const houseKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgijRaS+kgHU3/mHuw
Ce73aM8qCEXe6+bPWJe7Eh6v8iuhRANCAATDhLbWgiJKWNEmu4SMFnvFVxWQB8fP
yxNqRXBSzexIQACaQTbzG03ANgtbw6SFw7aEeEK/vfj70eQYEHNyuKEh
-----END PRIVATE KEY-----
`;

export const houseCertificate = `-----BEGIN CERTIFICATE-----
MIIBvTCCAWSgAwIBAgIUCintAQoLw1O4jJZMU6/gtr0qMckwCgYIKoZIzj0EAwIw
KzESMBAGA1UEAwwJMTI3LjAuMC4xMRUwEwYDVQQKDAxXYXR0T1MgdGVzdHMwIBcN
MjYxMTIyMjIzMDMwWhgPMjEyNjEwMjkyMjMwMzBaMCsxEjAQBgNVBAMMCTEyNy4w
LjAuMTEVMBMGA1UECgwMV2F0dE9TIHRlc3RzMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEw4S21oIiSljRJruEjBZ7xVcVkAfHz8sTakVwUs3sSEAAmkE28xtNwDYL
W8OkhcO2hHhCv734+9HkGBBzcrihIaNkMGIwHQYDVR0OBBYEFDm9ONPV8q63jHs5
/Hb0M3V2Ifh5MB8GA1UdIwQYMBaAFDm9ONPV8q63jHs5/Hb0M3V2Ifh5MA8GA1Ud
EwEB/wQFMAMBAf8wDwYDVR0RBAgwBocEfwAAATAKBggqhkjOPQQDAgNHADBEAiBr
Sp/C4EI0oYWaDM/rFgVpwp3ZoEFPJUDxsYpqKOr51QIgPtluz24dgE+K01ul+3YM
9LctNtkXp6eJlIz1jOl7wOY=
-----END CERTIFICATE-----
`;
