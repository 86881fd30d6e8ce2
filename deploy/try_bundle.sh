#!/usr/bin/env bash
# Install a bundle where there is no network, and ask it for a page: deploy/try_bundle.sh dist/goals-VERSION.tar.gz
set -euo pipefail
bundle=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tar --extract --gzip --directory="$folder" --file="$bundle"
cd "$folder"/*
export SECRET_KEY=only-for-this-trial-0123456789-abcdefghijklmnopqrstuvwxyz TRAIL_KEY=another-key-of-this-trial ALLOWED_HOSTS=localhost
export STATIC_ROOT=$PWD/static BACKUP_FOLDER=$PWD PIP_NO_INDEX=1
unshare --map-root-user --net bash -euo pipefail -c '
    sh deploy/install.sh
    .venv/bin/python manage.py check --deploy --fail-level WARNING
    .venv/bin/python manage.py migrate --verbosity 0
    .venv/bin/python manage.py load_vocabularies --verbosity 0
    .venv/bin/python manage.py shell --no-imports -c "
from django.test import Client
client = Client(SERVER_NAME=\"localhost\")
for page in (\"/healthz\", \"/accounts/login/\"):
    answer = client.get(page, secure=True)
    print(page, answer.status_code)
    assert answer.status_code == 200
"'
echo "没有网络也能安装，页面正常。"
