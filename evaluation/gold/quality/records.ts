// Types with fields and accessors by language, as generators write them: the bodies of generated files.
import type { Random } from '../random.ts'
import { lines } from './kit.ts'
import { capital, different, functionName, nouns, snake, typeName } from './vocabulary.ts'

type Fields = readonly string[]
type Write = (name: string, fields: Fields) => string

const each = (fields: Fields, line: (field: string, index: number) => string): string =>
  fields.map((field, index) => line(field, index)).join('\n')

export const writers = {
  java: (name, fields) =>
    `public class ${name} implements java.io.Serializable {\n${each(
      fields,
      (field) => `    private String ${field};

    public String get${capital(field)}() {
        return ${field};
    }

    public void set${capital(field)}(String ${field}) {
        this.${field} = ${field};
    }
`,
    )}}`,
  csharp: (name, fields) =>
    `    public partial class ${name}\n    {\n${each(
      fields,
      (field) => `        [System.Runtime.Serialization.DataMemberAttribute()]
        public string ${capital(field)} {
            get {
                return this.${field}Field;
            }
            set {
                this.${field}Field = value;
            }
        }
`,
    )}    }`,
  python: (name, fields) =>
    `class ${name}(object):
    openapi_types = {
${each(fields, (field) => `        '${snake(field)}': 'str',`)}
    }

    def __init__(self, ${fields.map((field) => `${snake(field)}=None`).join(', ')}):
${each(fields, (field) => `        self._${snake(field)} = ${snake(field)}`)}

${each(
  fields,
  (field) => `    @property
    def ${snake(field)}(self):
        return self._${snake(field)}

    @${snake(field)}.setter
    def ${snake(field)}(self, ${snake(field)}):
        self._${snake(field)} = ${snake(field)}
`,
)}`,
  typescript: (name, fields) =>
    `export interface ${name} {\n${each(
      fields,
      (field) => `  /**
   * @type {string}
   * @memberof ${name}
   */
  '${field}'?: string;`,
    )}\n}`,
  go: (name, fields) =>
    `type ${name} struct {\n${each(
      fields,
      (field) => `\t${capital(field)} *string \`json:"${field},omitempty"\``,
    )}\n}\n\n${each(
      fields,
      (field) => `func (x *${name}) Get${capital(field)}() string {
\tif x != nil && x.${capital(field)} != nil {
\t\treturn *x.${capital(field)}
\t}
\treturn ""
}
`,
    )}`,
  rust: (name, fields) =>
    `#[repr(C)]\n#[derive(Debug, Copy, Clone)]\npub struct ${name} {\n${each(
      fields,
      (field) => `    pub ${snake(field)}: ::std::os::raw::c_int,`,
    )}\n}\n\nextern "C" {\n${each(
      fields,
      (field) => `    pub fn ${snake(name)}_get_${snake(field)}(this: *const ${name}) -> ::std::os::raw::c_int;`,
    )}\n}`,
  swift: (name, fields) =>
    `struct ${name} {\n${each(
      fields,
      (field) => `  var ${field}: String = String()`,
    )}\n\n  init() {}\n}\n\nextension ${name} {\n${each(
      fields,
      (field, index) => `  static let ${field}Tag = ${index + 1}`,
    )}\n}`,
  php: (name, fields) =>
    `class ${name}\n{\n${each(
      fields,
      (field) => `    protected $${snake(field)} = null;

    public function get${capital(field)}()
    {
        return $this->${snake(field)};
    }

    public function set${capital(field)}($value)
    {
        $this->${snake(field)} = $value;
        return $this;
    }
`,
    )}}`,
  cpp: (name, fields) =>
    `class ${name} {\n public:\n${each(
      fields,
      (field) => `  inline const ::std::string& ${snake(field)}() const { return ${snake(field)}_; }
  inline void set_${snake(field)}(const ::std::string& value) { ${snake(field)}_.assign(value); }`,
    )}\n\n private:\n${each(fields, (field) => `  ::std::string ${snake(field)}_;`)}\n};`,
  dart: (name, fields) =>
    `_$${name} _$${name}FromJson(Map<String, dynamic> json) => _$${name}(\n${each(
      fields,
      (field) => `      ${field}: json['${snake(field)}'] as String?,`,
    )}\n    );\n\nMap<String, dynamic> _$${name}ToJson(_$${name} instance) => <String, dynamic>{\n${each(
      fields,
      (field) => `      '${snake(field)}': instance.${field},`,
    )}\n    };`,
  ruby: (name, fields) =>
    `class ${name}\n${each(
      fields,
      (field) => `  sig { returns(T.nilable(String)) }
  def ${snake(field)}; end

  sig { params(value: T.nilable(String)).returns(T.nilable(String)) }
  def ${snake(field)}=(value); end
`,
    )}end`,
  javascript: (name, fields) =>
    each(
      fields,
      (field, index) => `proto.${name}.prototype.get${capital(field)} = function() {
  return jspb.Message.getFieldWithDefault(this, ${index + 1}, "");
};

proto.${name}.prototype.set${capital(field)} = function(value) {
  return jspb.Message.setProto3StringField(this, ${index + 1}, value);
};
`,
    ),
} as const satisfies Record<string, Write>

export type Language = keyof typeof writers

/** Some types with names and fields of their own. */
export const recordsOf = (language: Language, random: Random, count = 2, fields = 5): string =>
  different(random, count, typeName)
    .map((name) =>
      writers[language](
        name,
        different(random, fields, (from) => from.pick(nouns)),
      ),
    )
    .join('\n\n')

/** Plain calls of functions, one a line. */
export const callsOf = (random: Random, count: number, line: (name: string) => string): string => {
  const names = different(random, count, functionName)
  return lines(count, (index) => line(names[index] ?? ''))
}
