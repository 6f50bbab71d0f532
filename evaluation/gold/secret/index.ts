// The gold cases of the secret gate.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { accountCases } from './accounts.ts'
import { addressCases } from './addresses.ts'
import { blobCases } from './blobs.ts'
import { buildCases } from './build-services.ts'
import { callCases } from './calls.ts'
import { amazonCases } from './cloud-amazon.ts'
import { azureCases, googleCases } from './cloud-google-azure.ts'
import { cloudCases } from './cloud-other.ts'
import { kubeconfigCases, terraformStateCases } from './cluster-state.ts'
import { connectionCases } from './connections.ts'
import { defaultCases } from './defaults.ts'
import { documentCases } from './documents.ts'
import { encodedCases } from './encoded.ts'
import { excusedCases } from './excused.ts'
import { formCases } from './forms.ts'
import { generatorCases } from './generators.ts'
import { hashCases } from './hashes.ts'
import { basicCases, bearerCases } from './headers.ts'
import { identifierCases } from './identifiers.ts'
import { privateKeyCases } from './key-files.ts'
import { lockCases } from './locks.ts'
import { loginFileCases } from './login-files.ts'
import { mailCases, telephonyCases } from './mail-telephony.ts'
import { chatCases, modelCases } from './models-chat.ts'
import { monitoringCases } from './monitoring.ts'
import { nameCases } from './names.ts'
import { labelCases } from './names-more.ts'
import { nearHeaderCases } from './near-headers.ts'
import { ordinaryCases } from './ordinary.ts'
import { passwordInCodeCases } from './passwords-code.ts'
import { passwordInConfigurationCases } from './passwords-config.ts'
import { passwordInLanguageCases } from './passwords-languages.ts'
import { passwordInSettingsCases } from './passwords-settings.ts'
import { toldPasswordCases } from './passwords-told.ts'
import { passwordOfToolCases } from './passwords-tools.ts'
import { commerceCases, paymentCases } from './payment-commerce.ts'
import { codePlaceholderCases } from './placeholder-code.ts'
import { commandPlaceholderCases } from './placeholder-commands.ts'
import { samplePlaceholderCases } from './placeholder-samples.ts'
import { settingPlaceholderCases } from './placeholder-settings.ts'
import { templatePlaceholderCases } from './placeholder-templates.ts'
import { placeCases } from './places.ts'
import { platformCases } from './platforms.ts'
import { passwordProseCases } from './prose-passwords.ts'
import { chainCases, publicKeyCases } from './public-data.ts'
import { publishedFormCases } from './published-forms.ts'
import { referenceCases } from './references.ts'
import { indirectCases } from './references-more.ts'
import { registryCases } from './registries.ts'
import { sampleCases } from './samples.ts'
import { scannerCases } from './scanners.ts'
import { schemaCases } from './schemas.ts'
import { serviceAccountCases } from './service-accounts.ts'
import { softwareCases } from './software.ts'
import { githubCases, gitlabCases } from './source-hosts.ts'
import { otherHostCases } from './source-hosts-other.ts'
import { tokenCases } from './tokens.ts'
import { toolSettingCases } from './tool-settings.ts'
import { toolCases } from './tools.ts'
import { typeCases } from './types.ts'
import { urlTemplateCases } from './url-templates.ts'
import { brokerUrlCases, databaseUrlCases } from './urls-stores.ts'
import { webhookCases, webUrlCases } from './urls-web.ts'
import { vectorCases } from './vectors.ts'
import { vendorCases } from './vendors-without-key.ts'
import { walletCases } from './wallet-secrets.ts'
import { jwtCases } from './web-tokens.ts'
import { wordCases } from './words-as-keys.ts'

export { secretClasses } from './classes.ts'

const lists = [
  amazonCases,
  googleCases,
  azureCases,
  cloudCases,
  githubCases,
  gitlabCases,
  otherHostCases,
  registryCases,
  buildCases,
  modelCases,
  chatCases,
  mailCases,
  telephonyCases,
  paymentCases,
  commerceCases,
  monitoringCases,
  softwareCases,
  databaseUrlCases,
  brokerUrlCases,
  webUrlCases,
  webhookCases,
  bearerCases,
  basicCases,
  jwtCases,
  privateKeyCases,
  serviceAccountCases,
  passwordInCodeCases,
  passwordInLanguageCases,
  passwordInConfigurationCases,
  passwordInSettingsCases,
  passwordOfToolCases,
  toldPasswordCases,
  excusedCases,
  tokenCases,
  connectionCases,
  loginFileCases,
  kubeconfigCases,
  terraformStateCases,
  encodedCases,
  walletCases,
  addressCases,
  nearHeaderCases,
  blobCases,
  callCases,
  scannerCases,
  generatorCases,
  documentCases,
  vendorCases,
  lockCases,
  hashCases,
  identifierCases,
  chainCases,
  publicKeyCases,
  formCases,
  typeCases,
  schemaCases,
  nameCases,
  labelCases,
  wordCases,
  passwordProseCases,
  ordinaryCases,
  codePlaceholderCases,
  commandPlaceholderCases,
  samplePlaceholderCases,
  templatePlaceholderCases,
  settingPlaceholderCases,
  referenceCases,
  indirectCases,
  urlTemplateCases,
  sampleCases,
  defaultCases,
  vectorCases,
  toolCases,
  toolSettingCases,
  platformCases,
  accountCases,
  placeCases,
  publishedFormCases,
]

export const secretCases = (random: Random): readonly GoldCase[] => lists.flatMap((cases) => cases(random))
