// Positives: keys of payment and shop services.
import { type Cases, code, line, positives } from './form.ts'
import { hosted } from './hosts.ts'
import {
  braintree,
  easyPost,
  flutterwave,
  mollie,
  paystack,
  razorpayId,
  shippo,
  shopify,
  square,
  squareSecret,
  stripeHook,
  stripeLive,
  stripeLong,
  stripeRestricted,
  stripeTest,
  wooKey,
  wooSecret,
} from './tokens-services.ts'
import { domain, plain, thing } from './words.ts'

export const paymentCases: Cases = (random) => [
  ...positives(
    random,
    'stripe-secret-key',
    ['payment'],
    (random) => hosted(random, 'charge.rb', `Stripe.api_key = '${stripeLive(random)}'`),
    (random) =>
      hosted(random, 'src/pay.ts', `const stripe = new Stripe('${stripeLong(random)}', { apiVersion: '2022-11-15' })`),
    (random) => hosted(random, 'pay.php', `\\Stripe\\Stripe::setApiKey("${stripeLive(random)}");`),
  ),
  ...positives(
    random,
    'stripe-other-keys',
    ['payment'],
    (random) => hosted(random, 'payments/webhook.py', `endpoint_secret = "${stripeHook(random)}"`),
    (random) =>
      hosted(random, 'scripts/payouts.sh', { body: `stripe payouts list --api-key ${stripeRestricted(random)}` }),
  ),
  ...positives(
    random,
    'stripe-test-mode-key',
    ['payment'],
    (random) =>
      hosted(
        random,
        '.env',
        code`
          STRIPE_PUBLISHABLE_KEY=${'pk'}_test_51${random.text('alphanumeric', 97)}
          STRIPE_SECRET_KEY=${stripeTest(random)}
        `,
      ),
    (random) => hosted(random, 'server.js', `const stripe = require("stripe")("${stripeTest(random)}");`),
  ),
  ...positives(
    random,
    'square-token',
    ['payment'],
    (random) => hosted(random, 'pos/square.py', `SQUARE_ACCESS_TOKEN = '${square(random)}'`),
    (random) => hosted(random, 'pos/oauth.go', `const applicationSecret = "${squareSecret(random)}"`),
  ),
  ...positives(
    random,
    'braintree-credentials',
    ['payment'],
    (random) =>
      hosted(
        random,
        'src/main/java/eu/kestrel/Payments.java',
        `private static final String TOKEN = "${braintree(random)}";`,
      ),
    (random) =>
      hosted(
        random,
        'braintree.rb',
        code`
      Braintree::Configuration.environment = :production
      Braintree::Configuration.merchant_id = "${random.text('lowerDigits', 16)}"
      Braintree::Configuration.public_key = "${random.text('lowerDigits', 16)}"
      Braintree::Configuration.private_key = "${random.text('hex', 32)}"`,
      ),
  ),
  ...positives(
    random,
    'regional-payment-vendors',
    ['payment'],
    (random) =>
      hosted(
        random,
        'checkout.js',
        line`
          var instance = new Razorpay({ key_id: '${razorpayId(random)}', key_secret: '
          ${random.text('alphanumeric', 24)}' });
        `,
      ),
    (random) => hosted(random, 'lib/pay.dart', `const paystackSecretKey = '${paystack(random)}';`),
    (random) => hosted(random, 'pay/flw.py', `FLW_SECRET_KEY = "${flutterwave(random)}"`),
  ),
  ...positives(
    random,
    'paypal-and-mollie',
    ['payment'],
    (random) =>
      hosted(
        random,
        'paypal.php',
        code`
          define('PAYPAL_CLIENT_ID', 'A${random.text('base64url', 79)}');
          define('PAYPAL_SECRET', 'E${random.text('base64url', 79)}');
        `,
      ),
    (random) => hosted(random, 'mollie.php', { body: `$mollie->setApiKey("${mollie(random)}");` }),
  ),
]

export const commerceCases: Cases = (random) => [
  ...positives(
    random,
    'shopify-admin-token',
    ['commerce'],
    (random) =>
      hosted(random, 'sync_products.py', { body: `session.headers["X-Shopify-Access-Token"] = "${shopify(random)}"` }),
    (random) =>
      hosted(
        random,
        'app/shop.ts',
        line`
          const shopify = { shop: '${thing(random).replace('_', '-')}-store.myshopify.com', accessToken: '
          ${shopify(random)}' }
        `,
      ),
  ),
  ...positives(
    random,
    'shopify-app-secret',
    ['commerce'],
    (random) =>
      hosted(random, '.env', `SHOPIFY_API_KEY=${random.text('hex', 32)}\nSHOPIFY_API_SECRET=${shopify(random, 'ss')}`),
    (random) => ({
      ...hosted(
        random,
        'theme/push.rb',
        line`
          SHOP_URL = "https://${random.text('hex', 32)}:${shopify(random, 'pa')}@${thing(random).replace('_', '-')}s.m
          yshopify.com/admin"
        `,
      ),
      classes: ['commerce', 'http-url'],
    }),
  ),
  ...positives(
    random,
    'woocommerce-pair',
    ['commerce'],
    (random) =>
      hosted(
        random,
        'woo/orders.js',
        code`
      const api = new WooCommerceRestApi({
        url: 'https://shop.${domain(random)}',
        consumerKey: '${wooKey(random)}',
        consumerSecret: '${wooSecret(random)}',
        version: 'wc/v3',
      });`,
      ),
    (random) => hosted(random, 'lib/woo.dart', `const consumerSecret = "${wooSecret(random)}";`),
  ),
  ...positives(
    random,
    'shipping-vendors',
    ['commerce'],
    (random) => hosted(random, 'labels.rb', `EasyPost.api_key = '${easyPost(random)}'`),
    (random) => hosted(random, 'labels.py', `shippo.config.api_key = "${shippo(random)}"`),
  ),
  ...positives(
    random,
    'shop-system-keys',
    ['commerce'],
    (random) => ({
      path: 'app/etc/env.php',
      content: code`
      <?php
      return [
          'backend' => ['frontName' => 'admin_${random.text('lowerDigits', 6)}'],
          'crypt' => ['key' => '${random.text('hex', 32)}'],
          'db' => [
              'table_prefix' => '',
              'connection' => [
                  'default' => [
                      'host' => '10.4.2.8',
                      'dbname' => 'magento',
                      'username' => 'magento',
                      'password' => '${plain(random, 14)}',
                      'active' => '1',
                  ],
              ],
          ],
          'MAGE_MODE' => 'production',
      ];`,
      classes: ['commerce', 'password-assignment'],
    }),
    (random) =>
      hosted(
        random,
        'ebay.py',
        line`
          EBAY_CERT_ID = "${'PR'}D-${random.text('hex', 12)}-${random.text('hex', 4)}-${random.text('hex', 4)}-
          ${random.text('hex', 4)}-${random.text('hex', 4)}"
        `,
      ),
  ),
]
