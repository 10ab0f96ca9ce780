/** A sign for each kind of personal data: kinds are told apart by sign and word, never by colour alone. */
import {
  BadgeEuro,
  Cake,
  Car,
  CreditCard,
  FileDigit,
  FolderClosed,
  HeartPulse,
  House,
  IdCard,
  Landmark,
  type LucideIcon,
  Mail,
  Network,
  Phone,
  ShieldUser,
  User,
} from 'lucide-react';
import type { PiiClass } from '../../../electron/contract/privacy.ts';

export const classIcons: Record<PiiClass, LucideIcon> = {
  person: User,
  address: House,
  phone: Phone,
  email: Mail,
  'date-of-birth': Cake,
  iban: Landmark,
  'credit-card': CreditCard,
  'tax-id': BadgeEuro,
  'tax-number': FileDigit,
  'national-id': ShieldUser,
  'social-insurance': ShieldUser,
  'health-insurance': HeartPulse,
  'identity-document': IdCard,
  'licence-plate': Car,
  'case-number': FolderClosed,
  'ip-address': Network,
};
