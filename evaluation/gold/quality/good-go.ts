// Good Go: a handler, tests by table.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const goBodies: readonly Body[] = [
  {
    family: 'go-link-handler',
    path: 'internal/links/handler.go',
    text: file`
package links

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"net/url"
	"sort"
)

// Handler serves short links: POST / makes one, GET /{code} follows it.
type Handler struct {
	Store Store
	Base  *url.URL
}
@@
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodPost && r.URL.Path == "/":
		h.create(w, r)
	case r.Method == http.MethodGet && len(r.URL.Path) > 1:
		h.follow(w, r, r.URL.Path[1:])
	default:
		http.NotFound(w, r)
	}
}
@@
func (h *Handler) create(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Target string \`json:"target"\`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&body); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	target, err := url.Parse(body.Target)
	if err != nil || target.Host == "" {
		http.Error(w, "the target is no URL", http.StatusUnprocessableEntity)
		return
	}
	code, err := h.Store.Put(r.Context(), target.String())
	if err != nil {
		log.Printf("putting a link: %v", err)
		http.Error(w, "try again later", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Location", h.Base.JoinPath(code).String())
	w.WriteHeader(http.StatusCreated)
}
@@
func (h *Handler) follow(w http.ResponseWriter, r *http.Request, code string) {
	target, err := h.Store.Get(r.Context(), code)
	if errors.Is(err, ErrNotFound) {
		http.NotFound(w, r)
		return
	}
	if err != nil {
		log.Printf("getting %q: %v", code, err)
		http.Error(w, "try again later", http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, target, http.StatusFound)
}
`,
    others: [
      {
        path: 'cmd/pasted/paste.go',
        keep: [1, 2],
        swap: { links: 'pastes', link: 'paste' },
        extra: [pool.goWriteJSON],
      },
      {
        path: 'server/files.go',
        keep: [1, 3],
        swap: { links: 'files', target: 'object' },
        extra: [pool.goKeys],
        licence: 'short',
      },
    ],
  },
  {
    family: 'go-slug-table-tests',
    path: 'slug/slug_test.go',
    near: 'repetition',
    text: file`
package slug

import (
	"strings"
	"testing"
)

func TestMake(t *testing.T) {
	tests := []struct {
		name, title, want string
	}{
		{"lower case", "Hello World", "hello-world"},
		{"accents", "Crème brûlée", "creme-brulee"},
		{"german", "Straße", "strasse"},
		{"runs of signs", "a -- b", "a-b"},
		{"ends", "--a--", "a"},
		{"nothing left", "!!!", "untitled"},
		{"digits", "Top 10", "top-10"},
		{"cyrillic", "Привет", "privet"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Make(test.title); got != test.want {
				t.Errorf("Make(%q) = %q, want %q", test.title, got, test.want)
			}
		})
	}
}
@@
func TestMakeCutsAtWords(t *testing.T) {
	title := strings.Repeat("word ", 40)
	got := Make(title)
	if len(got) > MaxLength {
		t.Fatalf("%d bytes, want at most %d", len(got), MaxLength)
	}
	if strings.HasSuffix(got, "-") || !strings.HasSuffix(got, "word") {
		t.Errorf("cut within a word: %q", got)
	}
}
@@
func FuzzMake(f *testing.F) {
	f.Add("Hello")
	f.Add("日本語")
	f.Fuzz(func(t *testing.T, title string) {
		once := Make(title)
		if twice := Make(once); twice != once {
			t.Errorf("Make(Make(%q)) = %q, want %q", title, twice, once)
		}
	})
}
@@
func BenchmarkMake(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Make("The quick brown fox jumps over the lazy dog")
	}
}
`,
    others: [{ path: 'pkg/key/key_test.go', keep: [1, 3], swap: { slug: 'key', title: 'text' }, licence: 'apache' }],
  },
]
