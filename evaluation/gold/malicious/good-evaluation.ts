// eval, exec and compile where they belong: interpreters, templates, plug-ins.
import type { Family } from './family.ts'

export const goodEvaluation: readonly Family[] = [
  {
    family: 'repl-eval',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['src/repl.py', 'tools/calc.py'],
        imports: `import ast
import operator`,
        body: `OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.⟦join⟧
mul, ast.Div: operator.truediv}


def calculate(text):
    def value(node):
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            return node.value
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](value(node.left), value(node.right))
        raise ValueError("not arithmetic")
    return value(ast.parse(text, mode="eval").body)`,
      },
      {
        paths: ['console/interactive.py'],
        whole: `"""An interactive console with the application's objects at hand."""
import code
import traceback


class Console:
    def __init__(self, names):
        self.names = dict(names)

    def run(self):
        while True:
            try:
                line = input(">>> ")
            except EOFError:
                return
            try:
                try:
                    result = eval(compile(line, "<console>", "eval"), self.names)
                    if result is not None:
                        print(repr(result))
                except SyntaxError:
                    exec(compile(line, "<console>", "exec"), self.names)
            except Exception:
                traceback.print_exc()


def embed(names):
    code.interact(local=names) if names.get("plain") else Console(names).run()`,
      },
    ],
  },
  {
    family: 'template-new-function',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['lib/template.js', 'src/view.js'],
        body: `// Compiles \`<%= name %>\` templates to functions, as underscore does.
function compile(source) {
  let body = "let out = '';\\nwith (data || {}) {\\n";
  let last = 0;
  source.replace(/<%(=?)([\\s\\S]+?)%>/g, (match, print, code, at) => {
    body += \`out += \${JSON.stringify(source.slice(last, at))};\\n\`;
    body += print ? \`out += escape(\${code});\\n\` : \`\${code}\\n\`;
    last = at + match.length;
    return match;
  });
  body += \`out += \${JSON.stringify(source.slice(last))};\\n}\\nreturn out;\`;
  return new Function('data', 'escape', body);
}`,
      },
    ],
  },
  {
    family: 'playground-sandbox',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['src/runner.js'],
        whole: `// Runs what the visitor has typed, in a sandboxed frame without our origin.
const frame = document.querySelector('iframe[sandbox="allow-scripts"]')
const editor = document.querySelector('#editor')
const output = document.querySelector('#output')

document.querySelector('#run').addEventListener('click', () => {
  frame.srcdoc = \`<script>
    addEventListener('message', (event) => {
      try { parent.postMessage({ value: String(eval(event.data)) }, '*') }
      catch (error) { parent.postMessage({ error: error.message }, '*') }
    })
  <\\/script>\`
  frame.onload = () => frame.contentWindow.postMessage(editor.value, '*')
})

// a shared link keeps the program in its fragment
if (location.hash.length > 1) editor.value = decodeURIComponent(atob(location.hash.slice(1)))

addEventListener('message', ({ data }) => {
  output.textContent = data.error ?? data.value
})`,
      },
    ],
  },
  {
    family: 'plugin-loader-importlib',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['core/extensions.py', 'app/plugins.py'],
        imports: `import importlib
import pkgutil`,
        body: `def load_plugins(package):
    """Imports each module of the package, so that it can register itself."""
    loaded = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        if hasattr(module, "register"):
            module.register(loaded)
    return loaded


def load_config(path):
    # like Flask's from_pyfile: the user's own configuration is Python
    names = {"__file__": str(path)}
    with open(path, "rb") as handle:
        exec(compile(handle.read(), path, "exec"), names)
    return {name: value for name, value in names.items() if name.isupper()}`,
      },
    ],
  },
  {
    family: 'lua-sandboxed-load',
    positive: false,
    classes: ['decoded-exec'],
    variants: [
      {
        paths: ['scripts/config.lua'],
        body: `local function load_settings(path)
  local file = assert(io.open(path, "r"))
  local source = file:read("*a")
  file:close()
  local env = { math = math, string = string }
  local chunk = assert(load(source, "@" .. path, "t", env))
  chunk()
  return env
end`,
      },
      {
        paths: ['lib/dsl.rb', 'lib/config/reader.rb'],
        body: `class Settings
  def self.load(path)
    new.tap { |settings| settings.instance_eval(File.read(path), path) }
  end

  def method_missing(name, value) = instance_variable_set("@#{name}", value)
  def respond_to_missing?(*) = true
end`,
      },
    ],
  },
]
