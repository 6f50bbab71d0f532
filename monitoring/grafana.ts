// Grafana's files, made of the dashboards by Grafana's own builders (ADR 0034): what Grafana does not know does not compile.
import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus'
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table'
import { PanelBuilder as LinesBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import { type Dashboard, type Panel, uidOf, type Variable } from './dashboard.ts'
import { placed } from './layout.ts'

const source = { type: 'prometheus', uid: `\${datasource}` }

/** One dashboard as Grafana's JSON. */
export function renderDashboard(dashboard: Dashboard): string {
  const builder = new DashboardBuilder(dashboard.title)
    .uid(uidOf(dashboard.id))
    .description('Generated from monitoring/dashboards by `npm run gen`; do not edit.')
    .tags(['codelupe'])
    .readonly()
    .refresh('30s')
    .time({ from: 'now-1h', to: 'now' })
    .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'))
  for (const variable of dashboard.variables ?? []) builder.withVariable(variableOf(variable))
  for (const one of placed(dashboard)) {
    if (one.kind === 'title') builder.withRow(new RowBuilder(one.title).gridPos(one.place))
    else builder.withPanel(panelOf(one.panel).gridPos(one.place))
  }
  return `${JSON.stringify(builder.build(), null, 2)}\n`
}

const variableOf = ({ name, label, metric }: Variable): QueryVariableBuilder =>
  new QueryVariableBuilder(name)
    .label(label)
    .datasource(source)
    .query(`label_values(${metric})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: 'All', value: '$__all' })

function panelOf(panel: Panel): StatBuilder | LinesBuilder | TableBuilder {
  const builder =
    panel.kind === 'stat' ? new StatBuilder() : panel.kind === 'table' ? new TableBuilder() : new LinesBuilder()
  builder.title(panel.title).unit(panel.unit).datasource(source)
  if (panel.help !== undefined) builder.description(panel.help)
  if (panel.free !== true) builder.min(0)
  panel.queries.forEach(([expression, legend], index) => {
    const query = new DataqueryBuilder()
      .datasource(source)
      .refId(String.fromCharCode(65 + index))
      .expr(expression)
      .legendFormat(legend)
    builder.withTarget(panel.kind === 'table' ? query.instant().format(PromQueryFormat.Table) : query.range())
  })
  return builder
}
