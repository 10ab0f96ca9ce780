/** A conversation with everything an answer can hold: tables, code, maths, lists, quotes, links, a picture that must not be loaded. */
export const sample = {
  title: 'Notice periods in an overview',
  turns: [
    'Which notice periods apply to a rental contract, and how do I work out the last day?',
    `The statutory periods for a flat that was rented for an unlimited time:

| Rented for | Tenant gives notice | Landlord gives notice |
|---|---:|---:|
| up to 5 years | 3 months | 3 months |
| 5 to 8 years | 3 months | 6 months |
| more than 8 years | 3 months | 9 months |

The notice must arrive **by the third working day** of a month for that month to count.

1. Find the month in which the letter arrives.
2. Add the period from the table.
3. The contract ends on the last day of that month.

> An agreement that gives the tenant a longer period is void.

See [section 573c](https://example.org/573c) and ![a picture](https://example.org/picture.png).`,
    'Please give me that as a small function.',
    `Here is a function without any dependency:

\`\`\`ts
/** Last day of the contract, or \`null\` for a date that does not exist. */
export const lastDay = (arrival: Date, months: number): Date | null => {
  if (Number.isNaN(arrival.getTime())) return null;
  const counts = arrival.getDate() <= 3 ? 0 : 1;
  return new Date(arrival.getFullYear(), arrival.getMonth() + months + counts, 0);
};
\`\`\`

With $m$ months and $k \\in \\{0, 1\\}$ for a late arrival the end lies in month $a + m + k - 1$.

- [x] counts whole months
- [ ] does not know public holidays`,
  ],
};
