// Positives: mnemonics, private keys of wallets and keys of exchanges.
import { type Cases, code, positives } from './form.ts'
import { hosted } from './hosts.ts'
import { extendedKey, mnemonic, rawKey, solanaBytes, solanaKey, walletAddress, wif } from './wallets.ts'
import { address, thing } from './words.ts'

export const walletCases: Cases = (random) => [
  ...positives(
    random,
    'mnemonic-in-environment',
    ['crypto-wallet'],
    (random) => hosted(random, '.env', `MNEMONIC="${mnemonic(random)}"\nINFURA_PROJECT=${thing(random)}`),
    (random) => hosted(random, '.env.production', `WALLET_SEED=${mnemonic(random, 24)}`),
  ),
  ...positives(
    random,
    'mnemonic-in-code',
    ['crypto-wallet'],
    (random) => hosted(random, 'truffle-config.js', `const mnemonic = '${mnemonic(random)}';`),
    (random) => hosted(random, 'airdrop.py', { body: `account = Account.from_mnemonic("${mnemonic(random)}")` }),
    (random) =>
      hosted(random, 'tests/terra.test.ts', `const key = new MnemonicKey({ mnemonic: '${mnemonic(random, 24)}' })`),
  ),
  ...positives(
    random,
    'ethereum-private-key',
    ['crypto-wallet'],
    (random) => ({
      path: 'hardhat.config.js',
      content: code`
      require('@nomicfoundation/hardhat-toolbox');

      module.exports = {
        solidity: '0.8.19',
        networks: {
          hardhat: {},
          sepolia: {
            url: 'https://rpc.sepolia.org',
            accounts: ['0x${rawKey(random)}'],
          },
        },
        paths: { artifacts: './src/artifacts' },
      };`,
    }),
    (random) => hosted(random, '.env', `PRIVATE_KEY=${rawKey(random)}\nCONTRACT_ADDRESS=${walletAddress(random)}`),
    (random) => hosted(random, 'send.ts', `const wallet = new ethers.Wallet('0x${rawKey(random)}', provider)`),
  ),
  ...positives(random, 'ethereum-key-on-command-line', ['crypto-wallet'], (random) =>
    hosted(random, 'deploy.sh', {
      body: `forge create src/Token.sol:Token --rpc-url https://mainnet.base.org --private-key 0x${rawKey(random)}`,
    }),
  ),
  ...positives(
    random,
    'bitcoin-key',
    ['crypto-wallet'],
    (random) => hosted(random, 'sweep.py', { body: `key = Key.from_wif("${wif(random)}")` }),
    (random) => hosted(random, 'wallet.js', `const root = bip32.fromBase58('${extendedKey(random, 'private')}');`),
  ),
  ...positives(
    random,
    'solana-key',
    ['crypto-wallet'],
    (random) => ({ path: 'keys/deployer.json', content: `${solanaBytes(random)}\n` }),
    (random) => hosted(random, 'sniper.ts', `const PRIVATE_KEY = '${solanaKey(random)}'`),
  ),
  ...positives(
    random,
    'exchange-keys',
    ['crypto-wallet', 'token-assignment'],
    (random) =>
      hosted(
        random,
        'trade.py',
        `BINANCE_KEY = "${random.text('alphanumeric', 64)}"\nBINANCE_SECRET = "${random.text('alphanumeric', 64)}"`,
      ),
    (random) => ({
      path: 'freqtrade/config.json',
      content: code`
      {
        "max_open_trades": 3,
        "stake_currency": "USDT",
        "dry_run": false,
        "exchange": {
          "name": "kraken",
          "key": "${random.text('base64', 56)}",
          "secret": "${random.text('base64', 86)}==",
          "pair_whitelist": ["BTC/USDT", "ETH/USDT"]
        },
        "api_server": { "enabled": false, "listen_ip_address": "${address(random)}" }
      }`,
    }),
  ),
]
