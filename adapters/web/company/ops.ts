import type { Told } from './told.ts'

/** #ops, in English: keys, certificates, clusters and what breaks at night. */
export const OPS: readonly Told[] = [
  {
    in: 'ops',
    by: 'omar',
    daysAgo: 531,
    at: '08:55',
    says: 'Where do I see which version of the gateway runs in production? The dashboard says one thing and the tag in the repository another.',
    replies: [
      {
        by: 'victor',
        after: 6,
        says: 'Ask the gateway itself: `curl -s gateway.corniche.internal/version`. The dashboard shows what was deployed last, which is not the same after a rollback.',
        check: ['omar'],
      },
    ],
  },
  {
    in: 'ops',
    by: 'iris',
    daysAgo: 418,
    at: '15:20',
    says: 'How do you drain a node without the booking workers losing a job? I lost two yesterday and a hotel in Montreux noticed before I did.',
    brain: ['lea'],
    replies: [
      {
        by: 'lea',
        after: 25,
        says: 'Give the workers time to finish: `terminationGracePeriodSeconds: 120` and a `preStop` hook that calls `/pause`. Then `kubectl drain --ignore-daemonsets --delete-emptydir-data NODE`. A paused worker takes no new job and ends when the last one is done.',
        check: ['iris'],
      },
      {
        by: 'iris',
        after: 190,
        says: 'Drained all six nodes during lunch. Zero lost jobs. Thank you!',
        thumbs: ['lea', 'omar'],
      },
    ],
  },
  {
    in: 'ops',
    by: 'mei',
    daysAgo: 139,
    at: '13:40',
    says: 'The nightly export fails with `ERR_TLS_CERT_ALTNAME_INVALID` since this morning. Nothing changed on my side. Does anyone recognise it?',
    brain: ['mei'],
    replies: [
      {
        by: 'iris',
        after: 11,
        says: 'Yes: the bucket moved behind the internal load balancer, and its certificate only carries the new name. Use `exports.corniche.internal` instead of the old `s3-exports` host name. Please don’t switch the verification off.',
        check: ['mei'],
      },
      {
        by: 'mei',
        after: 20,
        says: 'It runs again. I changed it in the chart as well, so it survives the next deploy.',
      },
    ],
  },
  {
    in: 'ops',
    by: 'samir',
    daysAgo: 52,
    at: '09:12',
    says: 'How do we rotate the signing key of the gateway? The one that signs the webhooks for the hotels. A customer’s auditor asks, and the wiki page is from before we moved.',
    brain: ['samir', 'iris'],
    replies: [
      { by: 'julien', after: 9, says: 'I would not touch it on a Friday, that is all I know.', thumbs: ['iris'] },
      {
        by: 'lea',
        after: 17,
        says: 'Run `keyctl rotate --overlap 24h`, then redeploy the gateway.\nBoth keys are accepted during the overlap, so no hotel has to do anything. The old one goes away by itself; `keyctl list` shows both until then.',
        check: ['samir', 'omar'],
      },
      { by: 'samir', after: 31, says: 'Done on staging, and the old signatures still verify. Thanks, that works!' },
    ],
  },
  {
    in: 'ops',
    by: 'grace',
    daysAgo: 97,
    at: '10:05',
    says: 'My laptop says that the VPN certificate expires in 5 days. Do I have to do something, or does it renew itself?',
    replies: [
      {
        by: 'iris',
        after: 4,
        says: 'Connect once from the office network before it expires and it renews by itself. From home: open the Corniche VPN menu, `Renew certificate`, and confirm on your phone. After the expiry only I can help, with a form.',
        check: ['grace'],
        thumbs: ['mei', 'samir'],
      },
    ],
  },
  {
    in: 'ops',
    by: 'lea',
    daysAgo: 210,
    at: '16:30',
    says: 'Do we keep one Kubernetes cluster per office, or one for everything? The Dublin cluster is at 30 % and costs as much as Lausanne.',
    brain: ['iris'],
    replies: [
      {
        by: 'iris',
        after: 35,
        says: 'One for everything is cheaper. But the Swiss hotels were promised that guest data stays in Switzerland, and a shared cluster makes that a matter of node labels. I would rather not explain labels to a data protection officer.',
        thumbs: ['nora'],
      },
      {
        by: 'omar',
        after: 62,
        says: 'For data I need them apart as well. The replication is one way for that reason.',
      },
      {
        by: 'lea',
        after: 95,
        says: 'Then two clusters, and we halve the nodes in Dublin. I write it down as a decision.',
        thumbs: ['iris', 'omar'],
      },
    ],
  },
  {
    in: 'ops',
    by: 'julien',
    daysAgo: 24,
    at: '11:18',
    says: 'How can I test a webhook against staging from my own machine? The gateway cannot reach my laptop.',
    replies: [
      { by: 'samir', after: 50, says: 'I use the replay button in the support console, but that only sends old ones.' },
      { by: 'julien', after: 58, says: 'I need new ones, with the new field. I will keep looking.' },
    ],
  },
  {
    in: 'ops',
    by: 'iris',
    daysAgo: 6,
    at: '08:41',
    says: 'Does anybody know why the backup of the invoices takes 3 hours since Sunday instead of 20 minutes? Same size, same machine.',
    replies: [{ by: 'lea', after: 14, says: 'Not me. Was Sunday the day the disks were moved?' }],
  },
]
