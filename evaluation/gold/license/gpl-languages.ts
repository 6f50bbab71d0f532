// GPL notices in other languages than English.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Row, refused } from './compose.ts'

const foreign = (
  family: string,
  hosts: Row['hosts'],
  expression: string,
  words: readonly string[],
  classes: readonly string[] = ['gpl', 'header'],
): Row => ({ family, hosts, words, classes, expression })

const later2 = 'GPL-2.0-or-later'
const later3 = 'GPL-3.0-or-later'

const rows: readonly Row[] = [
  foreign('gpl-german-official', ['java', 'pythonScript'], later3, [
    `Dieses Programm ist Freie Software: Sie können es unter den Bedingungen der GNU General Public License, wie von \
der Free Software Foundation, Version 3 der Lizenz oder (nach Ihrer Wahl) jeder neueren veröffentlichten Version, \
weiter verteilen und/oder modifizieren.

Dieses Programm wird in der Hoffnung bereitgestellt, dass es nützlich sein wird, jedoch OHNE JEDE GEWÄHR; sogar ohne \
die implizite Gewähr der MARKTFÄHIGKEIT oder EIGNUNG FÜR EINEN BESTIMMTEN ZWECK. Siehe die GNU General Public License \
für weitere Einzelheiten.`,
  ]),
  foreign('gpl-german-old', ['perl', 'cParser'], later2, [
    `Dieses Programm ist freie Software. Sie können es unter den Bedingungen der GNU General Public License, wie von \
der Free Software Foundation veröffentlicht, weitergeben und/oder modifizieren, entweder gemäß Version 2 der Lizenz \
oder (nach Ihrer Option) jeder späteren Version.

Die Veröffentlichung dieses Programms erfolgt in der Hoffnung, daß es Ihnen von Nutzen sein wird, aber OHNE \
IRGENDEINE GARANTIE.`,
  ]),
  foreign('gpl-german-short', ['basic', 'shell'], 'GPL-3.0-only', [
    'Dieses Modul steht unter der GPLv3. Weitergabe nur unter denselben Bedingungen.',
    'Veröffentlicht unter der GNU General Public License, Version 3.',
  ]),
  foreign('gpl-french-official', ['php', 'ocaml'], later3, [
    `Ce programme est un logiciel libre ; vous pouvez le redistribuer ou le modifier suivant les termes de la GNU \
General Public License telle que publiée par la Free Software Foundation ; soit la version 3 de la licence, soit (à \
votre gré) toute version ultérieure.

Ce programme est distribué dans l'espoir qu'il sera utile, mais SANS AUCUNE GARANTIE ; sans même la garantie tacite \
de QUALITÉ MARCHANDE ou d'ADÉQUATION À UN BUT PARTICULIER.`,
  ]),
  foreign('gpl-french-public-generale', ['pythonScience', 'fortran90'], later2, [
    `Ce logiciel est libre. Vous pouvez le redistribuer et/ou le modifier selon les termes de la Licence Publique \
Générale GNU publiée par la Free Software Foundation (version 2 ou bien toute autre version ultérieure choisie par \
vous).`,
  ]),
  foreign('gpl-spanish-official', ['javascript', 'javaSwing'], later3, [
    `Este programa es software libre: usted puede redistribuirlo y/o modificarlo bajo los términos de la Licencia \
Pública General GNU publicada por la Fundación para el Software Libre, ya sea la versión 3 de la Licencia, o (a su \
elección) cualquier versión posterior.

Este programa se distribuye con la esperanza de que sea útil, pero SIN GARANTÍA ALGUNA; ni siquiera la garantía \
implícita MERCANTIL o de APTITUD PARA UN PROPÓSITO DETERMINADO.`,
  ]),
  foreign('gpl-spanish-short', ['pythonScript'], 'GPL-2.0-only', [
    'Publicado bajo la licencia GNU GPL versión 2. Consulte el archivo COPYING.',
  ]),
  foreign('gpl-italian', ['tcl', 'csharp'], later2, [
    `Questo programma è software libero; è lecito redistribuirlo o modificarlo secondo i termini della Licenza \
Pubblica Generica GNU come è pubblicata dalla Free Software Foundation; o la versione 2 della licenza o (a propria \
scelta) una versione successiva.`,
  ]),
  foreign('gpl-portuguese', ['php', 'python'], later3, [
    `Este programa é um software livre: você pode redistribuí-lo e/ou modificá-lo sob os termos da Licença Pública \
Geral GNU, conforme publicada pela Free Software Foundation, na versão 3 da Licença ou (a seu critério) em qualquer \
versão posterior.`,
  ]),
  foreign('gpl-russian', ['pascal', 'c'], later3, [
    `Это программа является свободным программным обеспечением. Вы можете распространять и/или модифицировать её \
согласно условиям Стандартной Общественной Лицензии GNU (GNU General Public License), опубликованной Фондом \
свободного программного обеспечения (FSF), либо Лицензии версии 3, либо (на ваше усмотрение) любой более поздней \
версии.`,
  ]),
  foreign('gpl-chinese', ['typescript'], later3, [
    '本程序为自由软件：你可以依据自由软件基金会所发布的 GNU 通用公共许可证（GNU General Public License，GPL）第 3 版或（由你选择）任何更新的版本，重新发布和修改本程序。',
  ]),
  foreign('gpl-japanese', ['ruby', 'cHeader'], 'GPL-2.0-only', [
    'このプログラムはフリーソフトウェアです。GNU 一般公衆利用許諾書 (GNU GPL) バージョン 2 の定める条件の下で再頒布または改変することができます。',
  ]),
  foreign('gpl-polish', ['cpp'], later2, [
    `Niniejszy program jest wolnym oprogramowaniem; możesz go rozprowadzać dalej i/lub modyfikować na warunkach \
Powszechnej Licencji Publicznej GNU (GNU GPL), wydanej przez Fundację Wolnego Oprogramowania - według wersji 2 tej \
Licencji lub (według twojego wyboru) którejś z późniejszych wersji.`,
  ]),
  foreign(
    'lgpl-german',
    ['java'],
    'LGPL-2.1-or-later',
    [
      `Diese Bibliothek ist freie Software; Sie dürfen sie unter den Bedingungen der GNU Lesser General Public \
License, wie von der Free Software Foundation veröffentlicht, weiterverteilen und/oder modifizieren; entweder gemäß \
Version 2.1 der Lizenz oder (nach Ihrer Option) jeder späteren Version.`,
    ],
    ['lgpl', 'header'],
  ),
  foreign(
    'agpl-french',
    ['python'],
    'AGPL-3.0-or-later',
    [
      `Ce programme est un logiciel libre : vous pouvez le redistribuer et/ou le modifier selon les termes de la \
Licence Publique Générale GNU Affero publiée par la Free Software Foundation, soit la version 3 de la licence, soit \
(à votre convenance) toute version ultérieure.`,
    ],
    ['agpl', 'header'],
  ),
]

export const gplLanguages = (random: Random): readonly GoldCase[] => refused(random, rows)
