// Functions by language that variants of good bodies are filled up with: another file is not only other names.
import { file } from './kit.ts'

export const pool = {
  pyChunks: file`
def chunked(items, size):
    """Yield lists of at most size items, in order."""
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
`,
  pyRetry: file`
def retry(call, attempts=3, delay=0.5, on=(OSError,)):
    """Call again after a failure, waiting twice as long each time."""
    for attempt in range(attempts):
        try:
            return call()
        except on:
            if attempt == attempts - 1:
                raise
            time.sleep(delay * 2 ** attempt)
`,
  pySlug: file`
def slugify(title: str, limit: int = 60) -> str:
    normal = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", normal.lower()).strip("-")
    return slug[:limit].rstrip("-") or "untitled"
`,
  pyDuration: file`
def parse_duration(text: str) -> int:
    """Seconds of '1h30m', '45s' or '2d'; a bare number means seconds."""
    if text.isdigit():
        return int(text)
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    total = 0
    for amount, unit in re.findall(r"(\d+)([smhd])", text):
        total += int(amount) * units[unit]
    return total
`,
  jsGroup: file`
export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
`,
  jsPoll: file`
export async function pollUntil(check, { every = 250, timeout = 10_000 } = {}) {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    const value = await check();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  throw new Error("gave up waiting");
}
`,
  jsEscape: file`
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeHtml = (text) => String(text).replace(/[&<>"]/g, (char) => entities[char]);
`,
  tsPartition: file`
export function partition<T>(items: readonly T[], keep: (item: T) => boolean): [T[], T[]] {
  const kept: T[] = []
  const dropped: T[] = []
  for (const item of items) (keep(item) ? kept : dropped).push(item)
  return [kept, dropped]
}
`,
  tsMemo: file`
export function memoize<Key, Value>(load: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const value = load(key)
    known.set(key, value)
    return value
  }
}
`,
  cTrim: file`
static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    char *end = text + strlen(text);
    while (end > text && isspace((unsigned char)end[-1]))
        end--;
    *end = '\0';
    return text;
}
`,
  cReadAll: file`
static char *read_all(FILE *in, size_t *length)
{
    size_t used = 0, room = 4096;
    char *data = malloc(room);
    while (data) {
        size_t got = fread(data + used, 1, room - used, in);
        used += got;
        if (got == 0)
            break;
        if (used == room) {
            char *more = realloc(data, room *= 2);
            if (!more)
                free(data);
            data = more;
        }
    }
    *length = used;
    return data;
}
`,
  goKeys: file`
// sortedKeys returns the keys of m in order, so that output is stable.
func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
`,
  goWriteJSON: file`
func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Printf("encoding the answer: %v", err)
	}
}
`,
  rustBytes: file`
/// Writes a number of bytes for people: \`1536\` becomes \`1.5 KiB\`.
pub fn human_bytes(count: u64) -> String {
    const UNITS: [&str; 4] = ["B", "KiB", "MiB", "GiB"];
    let mut size = count as f64;
    let mut unit = 0;
    while size >= 1024.0 && unit + 1 < UNITS.len() {
        size /= 1024.0;
        unit += 1;
    }
    format!("{size:.1} {}", UNITS[unit])
}
`,
  rubyTruncate: file`
def truncate_words(text, limit: 20, ending: '...')
  words = text.split
  return text if words.size <= limit

  words.first(limit).join(' ') + ending
end
`,
  phpArrayPath: file`
function array_path(array $data, string $path, mixed $default = null): mixed
{
    foreach (explode('.', $path) as $key) {
        if (!is_array($data) || !array_key_exists($key, $data)) {
            return $default;
        }
        $data = $data[$key];
    }
    return $data;
}
`,
} as const
