// What the gates find more of than they did: an attack on the corpus, a leak, or a rule that has gone wrong.
import type { RuleGroup } from '../rule.ts'

const verdicts = (processor: string, accept: string, reject: string) => ({
  [`codelupe_verdicts_total{processor="${processor}",outcome="accept"}`]: accept,
  [`codelupe_verdicts_total{processor="${processor}",outcome="reject"}`]: reject,
})
const rejected = (processor: string): string =>
  `sum(increase(codelupe_verdicts_total{processor="${processor}",outcome="reject"}[1h]))`
const judged = (processor: string): string => `sum(increase(codelupe_verdicts_total{processor="${processor}"}[1h]))`
const secrets = 'codelupe_findings_total{processor="secret"}'
const secretShare = (window: string): string =>
  `sum(rate(${secrets}[${window}])) / sum(rate(codelupe_verdicts_total{processor="secret"}[${window}]))`
const secretFindings = 'codelupe_findings_total{processor="secret",code="aws"}'

export const security: RuleGroup = {
  name: 'security',
  rules: [
    {
      alert: 'ManyMaliciousFiles',
      severity: 'ticket',
      expr: `${rejected('malicious')} > 20 and ${rejected('malicious')} / ${judged('malicious')} > 0.05`,
      summary: '{{ $value | printf "%.0f" }} files of the last hour are malicious, more than one in twenty',
      dashboard: 'stages',
      fires: {
        given: verdicts('malicious', '0+10x90', '0+1x90'),
        at: '80m',
        labels: {},
        summary: '60 files of the last hour are malicious, more than one in twenty',
      },
      quiet: verdicts('malicious', '0+100x90', '0+1x90'),
    },
    {
      alert: 'SecretsRise',
      severity: 'ticket',
      // Of as many files: a day of which only an hour is known says the same then.
      expr: `sum(increase(${secrets}[1h])) > 50 and ${secretShare('1h')} > 4 * (${secretShare('1d')})`,
      summary: '{{ $value | printf "%.0f" }} secrets in an hour, four times what the day had of as many files',
      dashboard: 'stages',
      fires: {
        given: { [secretFindings]: '0x480 0+5x100', ...verdicts('secret', '0+10x600', '0x600') },
        at: '545m',
        labels: {},
        summary: '300 secrets in an hour, four times what the day had of as many files',
      },
      quiet: { [secretFindings]: '0+5x600', ...verdicts('secret', '0+10x600', '0x600') },
    },
    {
      alert: 'ManyFalsePositives',
      severity: 'ticket',
      expr: 'sum by (processor) (increase(codelupe_finding_reviews_total{outcome="marked"}[1d])) > 20',
      summary: '{{ $value | printf "%.0f" }} findings of {{ $labels.processor }} were marked as false in a day',
      dashboard: 'stages',
      fires: {
        given: { 'codelupe_finding_reviews_total{processor="malicious",outcome="marked"}': '0+1x90' },
        at: '80m',
        labels: { processor: 'malicious' },
        summary: '80 findings of malicious were marked as false in a day',
      },
      quiet: {
        'codelupe_finding_reviews_total{processor="malicious",outcome="marked"}': '0x10 5x80',
        'codelupe_finding_reviews_total{processor="malicious",outcome="unmarked"}': '0+1x90',
      },
    },
  ],
}
