// JavaScript and TypeScript files without secrets, with room for statements at the top level and in a function.
import { code } from './form.ts'
import type { Host } from './hosts.ts'

export const javascriptHosts: readonly Host[] = [
  ({ top, body }, { thing, things }) => code`
    const express = require('express');
    const cors = require('cors');
    ${top}

    const app = express();
    app.use(cors());
    app.use(express.json({ limit: '1mb' }));

    const ${things} = new Map();

    app.get('/${things}/:id', (req, res) => {
      const ${thing} = ${things}.get(req.params.id);
      if (!${thing}) return res.status(404).json({ error: '${thing} not found' });
      res.json(${thing});
    });

    app.put('/${things}/:id', async (req, res, next) => {
      try {
        ${body}
        ${things}.set(req.params.id, { ...req.body, updatedAt: new Date().toISOString() });
        res.sendStatus(204);
      } catch (err) {
        next(err);
      }
    });

    const port = process.env.PORT || 3000;
    app.listen(port, () => console.log(\`listening on \${port}\`));
  `,
  ({ top, body }, { thing, things, domain }) => code`
    import axios from 'axios'
    import { chunk } from 'lodash-es'

    ${top}
    const client = axios.create({ baseURL: 'https://${domain}/api', timeout: 10_000 })

    export async function fetchAll(ids) {
      ${body}
      const results = []
      for (const part of chunk(ids, 25)) {
        const { data } = await client.get('/${things}', { params: { ids: part.join(',') } })
        results.push(...data.${things})
      }
      return results
    }

    export function groupByStatus(${things}) {
      return ${things}.reduce((groups, ${thing}) => {
        const key = ${thing}.status ?? 'unknown'
        groups[key] = [...(groups[key] ?? []), ${thing}]
        return groups
      }, {})
    }
  `,
  ({ top, body }, { thing, things }) => code`
    #!/usr/bin/env node
    'use strict';

    var fs = require('fs');
    var path = require('path');
    ${top}

    function walk(dir, done) {
      fs.readdir(dir, function (err, names) {
        if (err) return done(err);
        var pending = names.length;
        var found = [];
        if (!pending) return done(null, found);
        names.forEach(function (name) {
          if (/\.${thing}\.json$/.test(name)) found.push(path.join(dir, name));
          if (!--pending) done(null, found);
        });
      });
    }

    function main() {
      ${body}
      walk(process.argv[2] || '.', function (err, files) {
        if (err) throw err;
        // one line per file, so that the output can be piped to wc
        files.forEach(function (file) { console.log(file); });
        console.error(files.length + ' ${things} found');
      });
    }

    main();
  `,
  ({ top, body }, { thing, things, Thing }) => code`
    import React, { useEffect, useState } from 'react';
    ${top}

    export default function ${Thing}List({ filter }) {
      const [${things}, setItems] = useState([]);
      const [error, setError] = useState(null);

      useEffect(() => {
        ${body}
        let ignore = false;
        fetch('/api/${things}?filter=' + encodeURIComponent(filter))
          .then((response) => response.json())
          .then((json) => { if (!ignore) setItems(json.items); })
          .catch(setError);
        return () => { ignore = true; };
      }, [filter]);

      if (error) return <p role="alert">Could not load: {error.message}</p>;
      return (
        <ul className="list-group">
          {${things}.map((${thing}) => (
            <li key={${thing}.id} className="list-group-item">{${thing}.title}</li>
          ))}
        </ul>
      );
    }
  `,
  ({ top, body }, { things }) => code`
    ${top}
    ;(function ($) {
      var cacheKey = '${things}:v3';

      function render(rows) {
        var html = $.map(rows, function (row) {
          return '<tr><td>' + row.name + '</td><td>' + row.total.toFixed(2) + '</td></tr>';
        });
        $('#${things} tbody').html(html.join(''));
      }

      $(document).ready(function () {
        ${body}
        var cached = window.localStorage.getItem(cacheKey);
        if (cached) render(JSON.parse(cached));
        $.getJSON('/${things}.json', function (rows) {
          window.localStorage.setItem(cacheKey, JSON.stringify(rows));
          render(rows);
        });
      });
    })(jQuery);
  `,
]

export const typescriptHosts: readonly Host[] = [
  ({ top, body }, { thing, things, Thing, Things }) => code`
    import { Injectable, Logger, NotFoundException } from '@nestjs/common';
    import { InjectRepository } from '@nestjs/typeorm';
    import { Repository } from 'typeorm';
    import { ${Thing} } from './${thing}.entity';

    ${top}

    @Injectable()
    export class ${Things}Service {
      private readonly logger = new Logger(${Things}Service.name);

      constructor(@InjectRepository(${Thing}) private readonly ${things}: Repository<${Thing}>) {}

      async findOne(id: string): Promise<${Thing}> {
        const ${thing} = await this.${things}.findOneBy({ id });
        if (!${thing}) throw new NotFoundException(\`${Thing} \${id} not found\`);
        return ${thing};
      }

      async archive(id: string, reason: string): Promise<void> {
        ${body}
        const ${thing} = await this.findOne(id);
        await this.${things}.update(${thing}.id, { archivedAt: new Date(), reason });
        this.logger.log(\`archived \${id}\`);
      }
    }
  `,
  ({ top, body }, { thing, things, Thing, domain }) => code`
    import { z } from 'zod'

    ${top}

    const ${thing}Schema = z.object({
      id: z.string().uuid(),
      title: z.string().min(1).max(120),
      price: z.number().nonnegative(),
      createdAt: z.coerce.date(),
    })

    export type ${Thing} = z.infer<typeof ${thing}Schema>

    export const load${Thing} = async (id: string, signal?: AbortSignal): Promise<${Thing}> => {
      ${body}
      const response = await fetch(\`https://api.${domain}/${things}/\${encodeURIComponent(id)}\`, { signal })
      if (!response.ok) throw new Error(\`expected a ${thing}, found status \${response.status}\`)
      return ${thing}Schema.parse(await response.json())
    }
  `,
  ({ top, body }, { thing, things, Thing }) => code`
    import { describe, expect, it } from 'vitest';
    import { sum${Thing} } from '../src/${thing}';

    ${top}

    const ${things} = [
      { id: 1, net: 10, rate: 0.2 },
      { id: 2, net: 25.5, rate: 0.07 },
    ];

    describe('sum${Thing}', () => {
      it('adds the tax to every ${thing}', async () => {
        ${body}
        expect(sum${Thing}(${things})).toBeCloseTo(39.285);
      });

      it('is zero for none', () => {
        expect(sum${Thing}([])).toBe(0);
      });
    });
  `,
  ({ top, body }, { thing, things }) => code`
    import type { NextApiRequest, NextApiResponse } from 'next'
    import { prisma } from '@/lib/prisma'

    ${top}

    type Reply = { ${things}: unknown[] } | { error: string }

    export default async function handler(req: NextApiRequest, res: NextApiResponse<Reply>) {
      if (req.method !== 'GET') {
        res.setHeader('Allow', 'GET')
        return res.status(405).json({ error: 'Method not allowed' })
      }
      ${body}
      const take = Math.min(Number(req.query.take ?? 20), 100)
      const ${things} = await prisma.${thing}.findMany({ take, orderBy: { createdAt: 'desc' } })
      return res.status(200).json({ ${things} })
    }
  `,
]
