// Good configuration: TOML, Terraform, Nix.
import { type Body, file } from './kit.ts'

export const configBodies: readonly Body[] = [
  {
    family: 'toml-pyproject',
    path: 'pyproject.toml',
    text: file`
[build-system]
requires = ["hatchling>=1.18", "hatch-vcs"]
build-backend = "hatchling.build"

[project]
name = "tidepool"
description = "Schedules batch jobs by the price of electricity"
readme = "README.md"
requires-python = ">=3.10"
license = { text = "Apache-2.0" }
authors = [{ name = "Marit Solheim" }]
dynamic = ["version"]
dependencies = [
  "httpx>=0.25",
  "pydantic>=2.4,<3",
  "typer>=0.9",
]

[project.optional-dependencies]
test = ["pytest>=7.4", "respx", "freezegun"]
docs = ["mkdocs-material"]

[project.scripts]
tidepool = "tidepool.cli:app"

[tool.hatch.version]
source = "vcs"

[tool.ruff]
line-length = 110
target-version = "py310"

[tool.ruff.lint]
select = ["E", "F", "I", "UP", "B", "SIM"]
ignore = ["B008"] # typer wants calls in defaults

[tool.pytest.ini_options]
addopts = "-q --strict-markers"
markers = ["slow: needs a network"]

[tool.coverage.report]
fail_under = 85
exclude_also = ["if TYPE_CHECKING:", "raise NotImplementedError"]
`,
    others: [
      { path: 'libs/feeds/pyproject.toml', swap: { tidepool: 'feedmill', electricity: 'grain', slow: 'online' } },
    ],
  },
  {
    family: 'terraform-static-site',
    path: 'infra/modules/site/main.tf',
    text: file`
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = "~> 5.0"
      configuration_aliases = [aws.us_east_1]
    }
  }
}

locals {
  names = concat([var.domain], var.aliases)
}

resource "aws_s3_bucket" "site" {
  bucket_prefix = replace(var.domain, ".", "-")
  tags          = var.tags
}

resource "aws_s3_bucket_public_access_block" "site" {
  bucket                  = aws_s3_bucket.site.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_acm_certificate" "site" {
  provider                  = aws.us_east_1 # CloudFront looks nowhere else
  domain_name               = var.domain
  subject_alternative_names = var.aliases
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  for_each = {
    for option in aws_acm_certificate.site.domain_validation_options : option.domain_name => option
  }
  zone_id = var.zone_id
  name    = each.value.resource_record_name
  type    = each.value.resource_record_type
  records = [each.value.resource_record_value]
  ttl     = 300
}

output "bucket" {
  value       = aws_s3_bucket.site.id
  description = "Where the pipeline uploads the pages."
}
`,
    others: [{ path: 'terraform/docs.tf', swap: { site: 'docs', domain: 'host' }, licence: 'mpl' }],
  },
  {
    family: 'nix-service-module',
    path: 'nix/module.nix',
    text: file`
{ config, lib, pkgs, ... }:

let
  cfg = config.services.birdhouse;
  settings = pkgs.formats.toml { };
in
{
  options.services.birdhouse = {
    enable = lib.mkEnableOption "the birdhouse recorder";

    package = lib.mkPackageOption pkgs "birdhouse" { };

    dataDir = lib.mkOption {
      type = lib.types.path;
      default = "/var/lib/birdhouse";
      description = "Where recordings are kept.";
    };

    settings = lib.mkOption {
      type = settings.type;
      default = { };
      example = { camera.rotate = 180; };
    };
  };

  config = lib.mkIf cfg.enable {
    users.users.birdhouse = {
      isSystemUser = true;
      group = "birdhouse";
      extraGroups = [ "video" ];
    };
    users.groups.birdhouse = { };

    systemd.services.birdhouse = {
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ];
      serviceConfig = {
        ExecStart = "\${lib.getExe cfg.package} --config \${settings.generate "birdhouse.toml" cfg.settings}";
        User = "birdhouse";
        StateDirectory = "birdhouse";
        ProtectSystem = "strict";
        ReadWritePaths = [ cfg.dataDir ];
      };
    };
  };
}
`,
    others: [{ path: 'modules/greenhouse.nix', swap: { birdhouse: 'greenhouse', camera: 'valve' }, licence: 'mit' }],
  },
]
