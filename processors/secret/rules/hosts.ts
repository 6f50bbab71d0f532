// Credentials of source hosts, build services and package registries.
import { near, type SecretRule, token } from '../rule.ts'

export const hostRules: readonly SecretRule[] = [
  token('github-personal-token', 'GitHub', 'ghp_[0-9A-Za-z]{36}', ['ghp_', [36, 'alnum']], { severity: 'critical' }),
  token('github-oauth-token', 'GitHub', 'gho_[0-9A-Za-z]{36}', ['gho_', [36, 'alnum']]),
  token('github-user-token', 'GitHub', 'ghu_[0-9A-Za-z]{36}', ['ghu_', [36, 'alnum']]),
  token('github-server-token', 'GitHub', 'ghs_[0-9A-Za-z]{36}', ['ghs_', [36, 'alnum']]),
  token('github-refresh-token', 'GitHub', 'ghr_[0-9A-Za-z]{36,76}', ['ghr_', [76, 'alnum']]),
  token(
    'github-fine-grained-token',
    'GitHub',
    'github_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59}',
    ['github_pat_', [22, 'alnum'], '_', [59, 'alnum']],
    { severity: 'critical' },
  ),
  near('github-classic-token', 'GitHub', ['github', 'gh_token'], '[0-9a-f]{40}', [40, 'hex'], {
    matches: [`GITHUB_TOKEN: ${'9f2c1e7b'}${'4d8a60e3b5c7f19d2a84e6b0c3d5f7a1'}\n`],
    misses: ['github_commit: "9f2c1e7b4d8a60e3b5c7f19d2a84e6b0c3d5f7a1"\n'],
    pattern:
      /(?:github|gh)[\w.-]{0,20}(?:token|secret|key|pat|auth|pass)[\w.-]{0,20}["'`]?[ \t]{0,8}(?:=>|:=|=|:|,|\()[ \t]{0,8}["'`]?([0-9a-f]{40})(?![\w+/=-])/i,
  }),
  token(
    'gitlab-personal-token',
    'GitLab',
    'glpat-[\\w-]{20,300}(?:\\.[0-9a-z]{2}\\.?[0-9a-z]{7})?',
    ['glpat-', [20, 'url']],
    { severity: 'critical' },
  ),
  token('gitlab-deploy-token', 'GitLab', 'gldt-[\\w-]{20}', ['gldt-', [20, 'url']]),
  token(
    'gitlab-runner-token',
    'GitLab',
    '(?:glrt-(?:t\\d_)?[\\w-]{20,300}|GR1348941[\\w-]{20})',
    ['glrt-', [20, 'url']],
    { keywords: ['glrt-', 'gr1348941'] },
  ),
  token('gitlab-trigger-token', 'GitLab', 'glptt-[0-9a-f]{40}', ['glptt-', [40, 'hex']]),
  token('gitlab-job-token', 'GitLab', 'glcbt-[0-9a-zA-Z]{1,5}_[\\w-]{20}', ['glcbt-', [2, 'alnum'], '_', [20, 'url']]),
  token(
    'gitlab-service-token',
    'GitLab',
    '(?:glft|glimt|glffct|glsoat|glagent|gloas)-[\\w-]{20,64}',
    ['glagent-', [50, 'url']],
    {
      keywords: ['glft-', 'glimt-', 'glffct-', 'glsoat-', 'glagent-', 'gloas-'],
    },
  ),
  token('bitbucket-app-password', 'Bitbucket', 'ATBB[A-Za-z0-9]{24}[A-F0-9]{8}', [
    'ATBB',
    [24, 'alnum'],
    [8, 'hexUpper'],
  ]),
  near('bitbucket-secret', 'Bitbucket', ['bitbucket'], '[A-Za-z0-9=_-]{32,64}', [32, 'alnum'], { check: 'opaque' }),
  token('atlassian-token', 'Atlassian', 'ATATT3[\\w=-]{60,400}', ['ATATT3', [186, 'url']]),
  near('atlassian-classic-token', 'Atlassian', ['atlassian', 'confluence', 'jira'], '[A-Za-z0-9]{24}', [24, 'alnum'], {
    entropyMin: 3.3,
  }),
  token('npm-token', 'npm', 'npm_[A-Za-z0-9]{36}', ['npm_', [36, 'alnum']], { severity: 'critical' }),
  token('pypi-token', 'PyPI', 'pypi-AgE[\\w-]{50,1000}', ['pypi-AgEIcHlwaS5vcmc', [120, 'url']], {
    keywords: ['pypi-age'],
    severity: 'critical',
    after: 1100,
  }),
  token('docker-hub-token', 'Docker Hub', 'dckr_(?:pat|oat)_[\\w-]{27,32}', ['dckr_pat_', [27, 'url']], {
    keywords: ['dckr_pat_', 'dckr_oat_'],
  }),
  token('rubygems-key', 'RubyGems', 'rubygems_[a-f0-9]{48}', ['rubygems_', [48, 'hex']]),
  token('clojars-token', 'Clojars', 'CLOJARS_[a-z0-9]{60}', ['CLOJARS_', [60, 'lower']]),
  token('crates-token', 'Cargo', 'cio[A-Za-z0-9]{32}', ['cio', [32, 'alnum']], { check: 'random', entropyMin: 4 }),
  token('nuget-key', 'NuGet', 'oy2[a-z0-9]{43}', ['oy2', [43, 'lower']], { check: 'random', entropyMin: 3.5 }),
  token('artifactory-key', 'Artifactory', 'AKCp[A-Za-z0-9]{69}', ['AKCp', [69, 'alnum']]),
  token('artifactory-reference-token', 'Artifactory', 'cmVmd[A-Za-z0-9]{59}', ['cmVmd', [59, 'alnum']]),
  token(
    'circleci-token',
    'CircleCI',
    'CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}',
    ['CCIPAT_', [22, 'alnum'], '_', [40, 'hex']],
    { keywords: ['ccipat_', 'cciprj_'] },
  ),
  near('circleci-classic-token', 'CircleCI', ['circleci', 'circle_token', 'circle-token'], '[a-f0-9]{40}', [40, 'hex']),
  near('travis-token', 'Travis CI', ['travis'], '[A-Za-z0-9_-]{22}', [22, 'alnum'], { entropyMin: 3.5 }),
  near(
    'codecov-token',
    'Codecov',
    ['codecov'],
    '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}|[a-z0-9]{32}',
    [32, 'lower'],
  ),
  near('coveralls-token', 'Coveralls', ['coveralls', 'repo_token'], '[A-Za-z0-9]{32,36}', [33, 'alnum']),
  near('drone-token', 'Drone', ['droneci', 'drone_token', 'drone-token'], '[A-Za-z0-9]{32}', [32, 'alnum']),
  token('buildkite-token', 'Buildkite', 'bk(?:ua|at)_[a-f0-9]{40}', ['bkua_', [40, 'hex']], {
    keywords: ['bkua_', 'bkat_'],
  }),
  token('sonar-token', 'SonarQube', 'sq[upa]_[a-f0-9]{40}', ['squ_', [40, 'hex']], {
    keywords: ['squ_', 'sqp_', 'sqa_'],
  }),
  near(
    'sonar-classic-token',
    'SonarQube',
    ['sonar.login', 'sonar_login', 'sonar_token', 'sonar.token'],
    '[a-f0-9]{40}',
    [40, 'hex'],
  ),
  near(
    'snyk-token',
    'Snyk',
    ['snyk_token', 'snyk-token', 'snyk_api', 'snyktoken'],
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    '7c1e5f9a-3b82-4d06-a9c4-f1e7b2d8360c',
    { check: 'form' },
  ),
  token('sourcegraph-token', 'Sourcegraph', 'sgp_(?:(?:[a-fA-F0-9]{16}|local)_)?[a-fA-F0-9]{40}', [
    'sgp_',
    [40, 'hex'],
  ]),
  token('octopus-key', 'Octopus Deploy', 'API-[A-Z0-9]{26}', ['API-', [26, 'upper']], {
    check: 'random',
    entropyMin: 3.5,
  }),
  token('postman-key', 'Postman', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}', ['PMAK-', [24, 'hex'], '-', [34, 'hex']]),
  token('readme-key', 'ReadMe', 'rdme_[a-z0-9]{70}', ['rdme_', [70, 'lower']]),
  token('expo-token', 'Expo', 'expo_[A-Za-z0-9_-]{40}', ['expo_', [40, 'alnum']], { check: 'random', entropyMin: 3.8 }),
]
