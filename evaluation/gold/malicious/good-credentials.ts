// Credentials that are read with consent, or for one's own use in the cloud.
import type { Family } from './family.ts'

export const goodCredentials: readonly Family[] = [
  {
    family: 'password-import-with-consent',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['vault/import_browser.py'],
        whole: `"""Imports passwords from Chrome's own CSV export into the vault, when the use⟦join⟧
r asks for it."""
import csv
from pathlib import Path

from vault.dialogs import choose_file, confirm
from vault.items import Login


def import_chrome_csv(vault):
    path = choose_file("Choose the file that Chrome exported", filter="*.csv")
    if path is None:
        return 0
    with Path(path).open(newline="", encoding="utf-8") as handle:
        logins = [Login(row["name"], row["url"], row["username"], row["password"]) for row in csv.⟦join⟧
DictReader(handle)]
    if not confirm(f"Import {len(logins)} logins into {vault.name}?"):
        return 0
    vault.add_all(logins)
    if confirm("Delete the exported file? It holds your passwords in plain text."):
        Path(path).unlink()
    return len(logins)`,
      },
    ],
  },
  {
    family: 'browser-profile-migration',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['browser/importer/firefox_importer.cc'],
        whole: `// Copyright 2019 The Kestrel Authors. BSD-style licence.
#include "browser/importer/firefox_importer.h"

#include "base/files/file_util.h"
#include "sql/database.h"

namespace importer {

void FirefoxImporter::StartImport(const SourceProfile& profile, uint16_t items) {
  source_path_ = profile.source_path;
  bridge_->NotifyStarted();
  if ((items & kHistory) && !cancelled()) ImportHistory();
  if ((items & kCookies) && !cancelled()) ImportCookies();
  if ((items & kPasswords) && !cancelled()) ImportPasswords();
  bridge_->NotifyEnded();
}

void FirefoxImporter::ImportCookies() {
  base::FilePath file = source_path_.AppendASCII("cookies.sqlite");
  sql::Database db;
  if (!base::PathExists(file) || !db.Open(file)) return;
  sql::Statement statement(db.GetUniqueStatement("SELECT host, name, value, path, expiry FROM moz_⟦join⟧
cookies"));
  std::vector<ImportedCookie> cookies;
  while (statement.Step()) cookies.push_back(ReadCookie(statement));
  bridge_->SetCookies(cookies);
}

}  // namespace importer`,
      },
    ],
  },
  {
    family: 'aws-metadata-provider',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['auth/instance.py', 'sdk/credentials.py'],
        imports: `import json
import urllib.request`,
        body: `METADATA = "http://169.254.169.254/latest"


def _get(path, token):
    request = urllib.request.Request(f"{METADATA}/{path}", headers={"X-aws-ec2-metadata-token": token})
    return urllib.request.urlopen(request, timeout=1).read().decode()


def instance_credentials():
    """Short-lived keys of the instance's role, to sign our own requests with."""
    ask = urllib.request.Request(f"{METADATA}/api/token", method="PUT", headers={"X-aws-ec2-metada⟦join⟧
ta-token-ttl-seconds": "300"})
    token = urllib.request.urlopen(ask, timeout=1).read().decode()
    role = _get("meta-data/iam/security-credentials/", token).strip()
    keys = json.loads(_get(f"meta-data/iam/security-credentials/{role}", token))
    return keys["AccessKeyId"], keys["SecretAccessKey"], keys["Token"]`,
      },
    ],
  },
  {
    family: 'gcp-metadata-node',
    positive: false,
    classes: ['credential-theft'],
    variants: [
      {
        paths: ['lib/project.js', 'src/token.js'],
        body: `const metadata = async (path) => {
  const response = await fetch(\`http://metadata.google.internal/computeMetadata/v1/\${path}\`, {
    headers: { 'Metadata-Flavor': 'Google' },
    signal: AbortSignal.timeout(1000),
  });
  if (!response.ok) throw new Error(\`metadata \${path}: \${response.status}\`);
  return response.text();
};

const accessToken = async () => JSON.parse(await metadata('instance/service-accounts/default/token⟦join⟧
')).access_token;
const listBuckets = async () =>
  fetch(\`https://storage.googleapis.com/storage/v1/b?project=\${await metadata('project/project-id')}\`, {
    headers: { authorization: \`Bearer \${await accessToken()}\` },
  }).then((response) => response.json());`,
      },
    ],
  },
  {
    family: 'in-cluster-client',
    positive: false,
    classes: ['container-escape'],
    variants: [
      {
        paths: ['pkg/client/config.go'],
        whole: `package client

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"os"
)

const (
	tokenFile = "/var/run/secrets/kubernetes.io/serviceaccount/token"
	rootFile  = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt"
)

var ErrNotInCluster = errors.New("client: not in a cluster")

// InCluster gives a client of the API server that the pod's service account may use.
func InCluster() (*Client, error) {
	host, port := os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT")
	if host == "" || port == "" {
		return nil, ErrNotInCluster
	}
	token, err := os.ReadFile(tokenFile)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if pem, err := os.ReadFile(rootFile); err == nil {
		roots.AppendCertsFromPEM(pem)
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	return &Client{base: "https://" + net.JoinHostPort(host, port), token: string(token), http: &http⟦join⟧
.Client{Transport: transport}}, nil
}`,
      },
      {
        paths: ['controller/watch.py', 'operators/pods.py'],
        imports: `import os
import requests`,
        body: `ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount"


def session():
    with open(f"{ACCOUNT}/token") as handle:
        token = handle.read()
    api = requests.Session()
    api.verify = f"{ACCOUNT}/ca.crt"
    api.headers["Authorization"] = f"Bearer {token}"
    return api


def pods(api, namespace):
    host = os.environ["KUBERNETES_SERVICE_HOST"]
    return api.get(f"https://{host}/api/v1/namespaces/{namespace}/pods").json()["items"]`,
      },
    ],
  },
]
