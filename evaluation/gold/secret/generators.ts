// Negatives: password generators and lists, mocks of secret stores, wallets made at run time.
import { type Cases, code, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const generatorCases: Cases = (random) => [
  ...negatives(
    random,
    'password-generator',
    ['password-assignment'],
    (random) =>
      hosted(
        random,
        'generate.js',
        code`
          const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!@#$%^&*()';
          const passwordLength = 20;
        `,
      ),
    (random) =>
      hosted(
        random,
        'generate.pl',
        code`
          my $password_chars = join '', 'a'..'z', 'A'..'Z', 0..9;
          my @common = qw(password 123456 qwerty letmein dragon);
        `,
      ),
  ),
  ...negatives(
    random,
    'common-password-list',
    ['password-assignment'],
    () => ({
      path: 'data/common-passwords.txt',
      content: code`
        ${['123456', 'password', '12345678', 'qwerty', '123456789', '12345', '1234', '111111', '1234567', 'dragon', '123123', 'baseball', 'abc123', 'football', 'monkey', 'letmein', 'shadow', 'master', '666666', 'qwertyuiop'].join('\n')}
      `,
    }),
    (random) =>
      hosted(
        random,
        'weak.go',
        `var weakPasswords = map[string]bool{"password": true, "admin": true, "letmein": true, "qwerty123": true}`,
      ),
  ),
  ...negatives(
    random,
    'mock-of-secret-store',
    ['token-assignment'],
    (random) =>
      hosted(random, 'tests/secrets.test.ts', {
        body: code`
          const store = { get: vi.fn().mockResolvedValue('stored-secret') }
          expect(await load(store, 'db-password')).toBe('stored-secret')
        `,
      }),
    (random) =>
      hosted(random, 'tests/test_vault.py', {
        body: code`
          vault = Mock(read=lambda path: {"data": {"password": "from-vault"}})
          assert load(vault) == "from-vault"
        `,
      }),
  ),
  ...negatives(
    random,
    'wallet-made-at-run-time',
    ['crypto-wallet'],
    (random) =>
      hosted(
        random,
        'wallet.ts',
        `const wallet = ethers.Wallet.createRandom()\nconst phrase = wallet.mnemonic?.phrase`,
      ),
    () => ({
      path: 'hardhat.config.ts',
      content: code`
      import { HardhatUserConfig, vars } from 'hardhat/config'

      const config: HardhatUserConfig = {
        solidity: '0.8.24',
        networks: {
          sepolia: { url: process.env.RPC_URL ?? '', accounts: vars.has('PRIVATE_KEY') ? [vars.get('PRIVATE_KEY')] : [] },
        },
        etherscan: { apiKey: process.env.ETHERSCAN_KEY },
      }

      export default config`,
    }),
  ),
]
