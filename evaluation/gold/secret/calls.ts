// Negatives: code that takes, passes on, compares or sends a secret without holding one.
import { type Cases, code, line, negatives } from './form.ts'
import { hosted } from './hosts.ts'

export const callCases: Cases = (random) => [
  ...negatives(
    random,
    'secret-from-call',
    ['token-assignment', 'password-assignment'],
    (random) =>
      hosted(random, 'auth.py', {
        body: code`
          token = create_access_token(identity=user.id, expires_delta=timedelta(hours=1))
          password = keyring.get_password("deploy", user.name)
        `,
      }),
    (random) =>
      hosted(random, 'auth.js', {
        body: code`
          const token = jwt.sign({ sub: user.id }, config.get('jwt.secret'), { expiresIn: '1h' });
          const password = await bcrypt.hash(req.body.password, 12);
        `,
      }),
    (random) =>
      hosted(random, 'Auth.java', {
        body: code`
          String token = Jwts.builder().setSubject(name).signWith(key, SignatureAlgorithm.HS256).compact();
          String password = request.getParameter("password");
        `,
      }),
  ),
  ...negatives(
    random,
    'secret-passed-on',
    ['password-assignment', 'token-assignment'],
    (random) =>
      hosted(random, 'login.ts', {
        body: code`
          const { password, token, apiKey } = await readForm(request)
          await signIn({ username, password: password.trim(), token, apiKey })
        `,
      }),
    (random) =>
      hosted(random, 'client.go', {
        body: `cfg := Config{Password: opts.Password, Token: opts.Token, ClientSecret: secret}\n_ = cfg`,
      }),
    (random) =>
      hosted(random, 'client.rb', {
        body: `connect(username: user.name, password: password, token: options[:token], api_key: self.class.api_key)`,
      }),
  ),
  ...negatives(
    random,
    'secret-compared',
    ['password-assignment'],
    (random) =>
      hosted(random, 'check.py', {
        body: code`
          if password != confirmation:
              raise ValidationError("password mismatch")
          valid = hmac.compare_digest(token, expected_token)
        `,
      }),
    (random) =>
      hosted(random, 'check.php', {
        body: `if (!password_verify($password, $user->password_hash)) { throw new InvalidPassword('password'); }`,
      }),
  ),
  ...negatives(
    random,
    'header-built-from-variable',
    ['bearer-header', 'basic-header'],
    (random) =>
      hosted(random, 'api.ts', {
        body: code`
          headers.set('Authorization', \`Bearer \${session.accessToken}\`)
          const basic = 'Basic ' + btoa(\`\${user}:\${password}\`)
        `,
      }),
    (random) =>
      hosted(random, 'api.py', {
        body: code`
          session.headers.update({"Authorization": f"Bearer {token}"})
          auth = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        `,
      }),
    (random) =>
      hosted(random, 'fetch.go', {
        body: `req.Header.Set("Authorization", "Bearer "+token)\nreq.SetBasicAuth(user, password)`,
      }),
  ),
  ...negatives(
    random,
    'header-parsed',
    ['bearer-header', 'jwt'],
    (random) =>
      hosted(random, 'middleware.js', {
        body: code`
          const [scheme, value] = (req.headers.authorization || '').split(' ');
          if (scheme !== 'Bearer') return res.status(401).set('WWW-Authenticate', 'Bearer realm="api", error="invalid_token"').end();
        `,
      }),
    (random) =>
      hosted(random, 'Filter.java', {
        body: line`
          if (header == null || !header.startsWith("Bearer ")) { throw new IllegalStateException("Bearer token expecte
          d"); }
        `,
      }),
    (random) =>
      hosted(random, 'basic.py', {
        body: code`
          if not header.lower().startswith("basic "):
              return Response(status=401, headers={"WWW-Authenticate": 'Basic realm="staff area"'})
        `,
      }),
  ),
]
