// Bodies of pages and templates, into which notices are put.
import type { HostTable } from './host.ts'

export const hostsOfPage = {
  css: {
    path: 'assets/css/@thing@.css',
    opening: '@charset "UTF-8";',
    styles: ['stars', 'keep', 'bare', 'ruledBlock'],
    body: `:root {
  --gap: 1rem;
  --accent: #2b6cb0;
}
%%%
.@thing@-grid {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr));
  gap: var(--gap);
}

.@thing@-card {
  border: 1px solid #d2d6dc;
  border-radius: 4px;
  padding: var(--gap);
  transition: box-shadow 120ms ease-in;
}

.@thing@-card:hover { box-shadow: 0 2px 8px rgba(0, 0, 0, .15); }

@media (max-width: 40em) {
  .@thing@-grid { grid-template-columns: 1fr; }
}`,
  },
  html: {
    path: 'public/@thing@.html',
    opening: '<!DOCTYPE html>',
    styles: ['html', 'htmlTight'],
    body: `<html lang="en">
<head>
  <meta charset="utf-8">
  <title>@Thing@ overview</title>
  <link rel="stylesheet" href="css/main.css">
</head>
%%%
<body>
  <header><h1>@Thing@ overview</h1></header>
  <main>
    <table id="@thing@s">
      <thead><tr><th>Name</th><th>State</th><th>Changed</th></tr></thead>
      <tbody></tbody>
    </table>
    <noscript>Please turn on JavaScript to see the list.</noscript>
  </main>
  <script src="js/@thing@.js"></script>
</body>
</html>`,
  },
  vue: {
    path: 'ui/components/@Thing@Badge.vue',
    styles: ['html'],
    body: `<template>
  <span class="badge" :class="level" @click="$emit('open', item.id)">{{ label }}</span>
</template>
%%%
<script>
export default {
  name: '@Thing@Badge',
  props: { item: { type: Object, required: true } },
  computed: {
    level() { return this.item.count > 10 ? 'high' : 'low' },
    label() { return this.item.title + ' (' + this.item.count + ')' },
  },
}
</script>

<style scoped>
.badge { padding: 2px 6px; border-radius: 8px; }
.high { background: #fed7d7; }
.low { background: #e2e8f0; }
</style>`,
  },
  php: {
    path: 'inc/class-@thing@-repository.php',
    opening: '<?php',
    styles: ['javadoc', 'stars', 'hash', 'slashes'],
    body: `namespace App\\Model;

use PDO;
%%%
class @Thing@Repository
{
    /** @var PDO */
    private $db;

    public function __construct(PDO $db)
    {
        $this->db = $db;
    }

    public function find($id)
    {
        $statement = $this->db->prepare('SELECT * FROM @thing@ WHERE id = :id');
        $statement->execute(array('id' => (int) $id));
        $row = $statement->fetch(PDO::FETCH_ASSOC);

        return $row === false ? null : $row;
    }

    public function count()
    {
        return (int) $this->db->query('SELECT COUNT(*) FROM @thing@')->fetchColumn();
    }
}`,
  },
  jsp: {
    path: 'webapp/WEB-INF/views/@thing@.jsp',
    styles: ['jsp'],
    body: `<%@ page contentType="text/html;charset=UTF-8" language="java" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
%%%
<c:if test="\${empty @thing@s}">
  <p class="hint">Nothing to show.</p>
</c:if>
<table class="list">
  <c:forEach var="item" items="\${@thing@s}">
    <tr>
      <td><c:out value="\${item.name}"/></td>
      <td><c:out value="\${item.state}"/></td>
      <td><a href="edit?id=\${item.id}">Edit</a></td>
    </tr>
  </c:forEach>
</table>`,
  },
} as const satisfies HostTable
