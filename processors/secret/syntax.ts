// The ways in which files assign a value to a name, as pieces of regular expressions that the rule tables are built of.
// Every piece is bounded, so a pattern's cost is bounded by its own reach.

/** What closes a quoted or indexed name. */
export const closes = '(?:\\\\?["\'`]|&quot;|&#34;)?(?:[\\])]|\\[\\d{0,4}\\])?'

/** A type between name and sign: `: string =`, ` string =`, `?: Token | null =`. */
const annotation =
  '(?:[?!]?[ \\t]*:[ \\t]*[A-Za-z_][\\w.<>|\\[\\]?]{0,30}(?:[ \\t]*\\|[ \\t]*[A-Za-z]{1,12})?(?=[ \\t]*=)|[ \\t]{1,4}\\*?[A-Za-z][\\w.*]{1,20}(?=[ \\t]{1,4}:?=)|[ \\t]{1,4}As[ \\t]{1,4}[A-Za-z][\\w.]{1,20}(?=[ \\t]{1,4}=))?'

/** The value half of a pair whose other half is the name: `name: X, value: Y`, `name="x" value="y"`, `x: {value: y}`. */
export const valueHalf =
  '[ \\t]{0,4}(?:,|[:=]?[ \\t]{0,4}\\{?)\\s{0,40}["\']?\\b(?:[Vv]alue|[Dd]efault(?:Value)?)["\']?[ \\t]{0,4}[:=]'

/** Signs ahead of a quoted value. */
const assigns = `(?:${valueHalf}|[ \\t]{0,20}(?:=>|[!=]==?|\\?\\?=|\\|\\|=|:{0,3}=|[?.+]=|<?->?(?=[ \\t])|->|:|,|\\((?:["'\`][\\w.-]{1,40}["'\`],)?)|[ \\t]{1,4}(?:eq|ne|is|like)(?=[ \\t]))`

/** Signs ahead of a bare value: a comma or a parenthesis makes none. */
const assignsBare = `(?:${valueHalf}|[ \\t]{0,20}(?:=>|\\|\\|=|:{1,3}=|[?.+]=|=(?!=)|:))`

/** Blanks and one line break between sign and value. */
const gap = '[ \\t]{0,20}(?:\\\\?\\r?\\n[ \\t]{0,40})?'

/** What opens a quoted value: a look-up whose fallback it is, a call or constructor around it, a string prefix. */
const opens =
  '(?:[\\w.$]{1,60}(?:[(\\[]["\'][\\w.]{1,40}["\'][)\\]])?[ \\t]{1,4}(?:\\|\\||\\?[?:]|or)[ \\t]{1,4})?(?:(?:new[ ])?[A-Za-z.]{0,24}\\(|\\[[ \\t]{0,4}|[bBrRuUfFLN@$&]{1,2})?(?:""(?=")|\'\'(?=\'))?'

/** Three groups: the text in double quotes (also escaped ones), in single quotes, in back quotes. */
const quoted =
  '\\\\?"((?:[^"\\\\\\r\\n]|\\\\[^"\\r\\n]|\\\\"(?=[^\\s,;:})\\]]))+)\\\\?"|\\\\?\'((?:[^\'\\\\\\r\\n]|\\\\.)+)\'|`([^`\\r\\n]+)`'

/** The fifth: an unquoted value; YAML may name it or its type ahead. */
const bare = '[ \\t]{0,20}(?:&\\w{1,20}[ ]|!!str[ ])?([^\\s"\'`]{3,400})'

/** The sixth: the text of an element of that name. */
const element = '>\\s{0,40}(?:<[Vv]alue>\\s{0,20})?([^<>\\r\\n]{2,200}[^<>\\s])\\s{0,40}</'

/** The fourth group: a value between quotes that HTML escapes. */
const escaped = '(?:&quot;|&#34;)([^&"\'<>\\r\\n]{3,200})(?:&quot;|&#34;)'

/** All of them: how a name that ends here gets its value. */
export const assigned = `${closes}${annotation}(?:${assigns}${gap}${opens}(?:${quoted})(?![ \\t]{0,4}:[ \\t])|[ \\t]{0,4}[:=][ \\t]{0,4}${escaped}|${assignsBare}${bare}|${element})`

/** For values of a form of their own: the way from the name to the value's first character, in any of the styles. */
export const leadsTo = `[\\w.-]{0,40}(?![\\w.-])${closes}${annotation}(?:(?:${assigns})${gap}${opens}|>\\s{0,40})\\\\?["'\`]?`
