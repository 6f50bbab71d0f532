// Text under readme-like names, a small graph, an XSLT with its header.
import { type Body, file } from './kit.ts'

export const nearDataText: readonly Body[] = [
  {
    family: 'near-data-requirements',
    path: 'requirements.txt',
    near: 'data',
    text: file`
# What the web application needs at run time. Tools of developers are in requirements-dev.txt.
Django>=4.2,<5
django-filter~=23.5
djangorestframework~=3.14
psycopg[binary]>=3.1
celery[redis]~=5.3
redis>=5.0
gunicorn~=21.2
whitenoise[brotli]~=6.6

# PDF of invoices; 60 dropped support of the printer of the warehouse.
weasyprint>=59,<60
pydyf<0.9

# Mails
premailer~=3.10
html2text

# Errors are sent only where SENTRY_DSN is set.
sentry-sdk[django]~=1.39

# Pinned until the memory leak is gone, see the notes of March.
lxml==4.9.3
Pillow>=10.0.1
python-dateutil
requests~=2.31
`,
  },
  {
    family: 'near-data-todo-text',
    path: 'TODO.txt',
    near: 'data',
    text: file`
Before 1.0
----------
* The parser accepts a label without a colon at the end of the file. It should not, but two of the examples rely on it.
* Macros see the names of their caller. Decide whether that is a feature; if so, write it into the manual.
* Error messages point to the line after a continued one. The lexer counts the backslash as a line break.
* Running out of memory within a macro leaves the output file half written. Write to a temporary file and rename it.

After 1.0
---------
* Relocatable output. Needs a symbol table that survives the second pass, and a linker, which nobody will write.
* An option that lists how often each instruction was used. Marek has a patch, but it breaks the tests on big endian.
* Read the source from standard input. Easy, except that the first pass wants to read it twice.

Will not be done
----------------
* Floating point. The processors we assemble for have none, and the library does it well enough.
* A graphical interface. There is a mode for two editors in contrib/ already.
`,
    others: [{ path: 'notes/todo.txt', swap: { macro: 'template', parser: 'reader', linker: 'packer' } }],
  },
  {
    family: 'near-data-state-graph',
    path: 'docs/states.dot',
    near: 'data',
    text: file`
// How an order moves; rendered into the handbook by make docs.
digraph order {
  rankdir = LR;
  node [shape = box, style = rounded, fontname = "Helvetica"];

  start [shape = point];
  draft [label = "Draft"];
  placed [label = "Placed\nstock is reserved"];
  paid [label = "Paid"];
  packed [label = "Packed"];
  sent [label = "Sent"];
  returned [label = "Returned", style = "rounded,dashed"];
  cancelled [label = "Cancelled", style = "rounded,dashed"];

  start -> draft;
  draft -> placed [label = "checkout"];
  placed -> paid [label = "payment arrives"];
  placed -> cancelled [label = "after 7 days"];
  paid -> packed [label = "picked"];
  packed -> sent [label = "handed over"];
  paid -> cancelled [label = "refund"];
  sent -> returned [label = "within 30 days"];

  { rank = same; returned; cancelled; }
}
`,
    others: [{ path: 'doc/claim.gv', swap: { order: 'claim', stock: 'budget', packed: 'reviewed', sent: 'settled' } }],
  },
  {
    family: 'near-data-xslt-to-html',
    path: 'xsl/bibliography.xsl',
    near: 'data',
    text: file`
<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="html" indent="yes" encoding="UTF-8"/>
  <xsl:param name="language" select="'en'"/>
  <xsl:key name="by-year" match="entry" use="@year"/>

  <!-- One section for each year, the newest first (Muenchian grouping). -->
  <xsl:template match="/bibliography">
    <main lang="{$language}">
      <h1><xsl:value-of select="title"/></h1>
      <xsl:for-each select="entry[generate-id() = generate-id(key('by-year', @year)[1])]">
        <xsl:sort select="@year" data-type="number" order="descending"/>
        <section>
          <h2><xsl:value-of select="@year"/></h2>
          <ul>
            <xsl:apply-templates select="key('by-year', @year)">
              <xsl:sort select="author[1]"/>
            </xsl:apply-templates>
          </ul>
        </section>
      </xsl:for-each>
    </main>
  </xsl:template>

  <xsl:template match="entry">
    <li>
      <xsl:for-each select="author">
        <xsl:if test="position() &gt; 1">
          <xsl:choose>
            <xsl:when test="position() = last()"> and </xsl:when>
            <xsl:otherwise>, </xsl:otherwise>
          </xsl:choose>
        </xsl:if>
        <xsl:value-of select="."/>
      </xsl:for-each>
      <xsl:text>: </xsl:text>
      <cite><xsl:value-of select="title"/></cite>
    </li>
  </xsl:template>
</xsl:stylesheet>
`,
    others: [{ path: 'transform/catalogue.xslt', swap: { bibliography: 'catalogue', author: 'maker', entry: 'item' } }],
  },
]
