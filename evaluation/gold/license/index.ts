// The licence half of the gold corpus: which files may be trained on by what stands in and around them.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { agplCases } from './agpl.ts'
import { conflicts } from './conflict.ts'
import { dualLicenses } from './dual.ts'
import { dualMore } from './dual-more.ts'
import { exceptionCases } from './exceptions.ts'
import { fileCopyleft } from './file-copyleft.ts'
import { gplComments } from './gpl-comments.ts'
import { gplExceptions } from './gpl-exceptions.ts'
import { kernelModules } from './gpl-kernel.ts'
import { gplLanguages } from './gpl-languages.ts'
import { gplTags } from './gpl-tags.ts'
import { gplTerse } from './gpl-terse.ts'
import { gplWords } from './gpl-words.ts'
import { lgplCases } from './lgpl.ts'
import { manifests } from './manifests.ts'
import { mentionCode } from './mention-code.ts'
import { mentionDocument } from './mention-document.ts'
import { mentionInterface } from './mention-interface.ts'
import { mentionNotes } from './mention-notes.ts'
import { mentionOther } from './mention-other.ts'
import { mentionPackage } from './mention-package.ts'
import { mentionRemarks } from './mention-remarks.ts'
import { mentionTest } from './mention-test.ts'
import { mentionTool } from './mention-tool.ts'
import { nearestFiles } from './nearest-file.ts'
import { noneCases } from './none.ts'
import { permissiveHeaders } from './permissive-headers.ts'
import { permissiveRare } from './permissive-rare.ts'
import { permissiveTerse } from './permissive-terse.ts'
import { proprietaryCases } from './proprietary.ts'
import { publicDomain } from './public-domain.ts'
import { repositories } from './repository.ts'
import { reuseCases } from './reuse.ts'
import { riders } from './riders.ts'
import { shareAlike } from './share-alike.ts'
import { sourceAvailable } from './source-available.ts'
import { strongCopyleft } from './strong-copyleft.ts'
import { wholeTexts } from './text.ts'

export const licenseClasses = [
  'permissive',
  'public-domain',
  'gpl',
  'agpl',
  'lgpl',
  'mpl',
  'epl',
  'share-alike',
  'strong-copyleft',
  'source-available',
  'non-commercial',
  'proprietary',
  'no-ai',
  'none',
  'tag',
  'header',
  'text',
  'nearest-file',
  'manifest',
  'reuse',
  'expression',
  'exception',
  'conflict',
] as const

const authors = [
  agplCases,
  conflicts,
  dualLicenses,
  dualMore,
  exceptionCases,
  fileCopyleft,
  gplComments,
  gplExceptions,
  gplLanguages,
  gplTags,
  gplTerse,
  gplWords,
  kernelModules,
  lgplCases,
  manifests,
  mentionCode,
  mentionDocument,
  mentionInterface,
  mentionNotes,
  mentionOther,
  mentionPackage,
  mentionRemarks,
  mentionTest,
  mentionTool,
  nearestFiles,
  noneCases,
  permissiveHeaders,
  permissiveRare,
  permissiveTerse,
  proprietaryCases,
  publicDomain,
  repositories,
  reuseCases,
  riders,
  shareAlike,
  sourceAvailable,
  strongCopyleft,
  wholeTexts,
] as const

export const licenseCases = (random: Random): readonly GoldCase[] => authors.flatMap((author) => author(random))
