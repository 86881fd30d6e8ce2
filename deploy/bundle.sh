#!/usr/bin/env bash
# Everything that an installation without a network needs, as one file: dist/goals-VERSION.tar.gz
# REQUIREMENTS=requirements-ocr.lock carries the recognition of scans as well (some 250 MB a machine).
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
python_version=${PYTHON_VERSION:-3.11}
version=$($python -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
name=goals-$version
requirements=${REQUIREMENTS:-requirements.lock}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bundle=$work/$name
mkdir -p "$bundle" dist

git ls-files -z manage.py pyproject.toml requirements.lock requirements-ocr.lock README.md CHANGELOG.md LICENSE \
    config departments indicators projects performance templates fixtures docs deploy |
    xargs -0 cp --parents --target-directory="$bundle"

for machine in x86_64 aarch64; do
    platforms=()
    for glibc in 2_28 2_27 2_26 2_24 2_17; do platforms+=(--platform "manylinux_${glibc}_$machine"); done
    echo "$machine：下载安装包"
    $python -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
        "${platforms[@]}" --platform "manylinux2014_$machine" \
        --implementation cp --python-version "$python_version" --requirement "$requirements" \
        --dest "$bundle/wheels/$machine"
done

SECRET_KEY=unused STATIC_ROOT="$bundle/static" $python manage.py collectstatic --noinput --verbosity 0
echo "$python_version" >"$bundle/deploy/python-version"
echo "$requirements" >"$bundle/deploy/requirements"
(cd "$bundle" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS)
tar --create --gzip --owner=0 --group=0 --directory="$work" --file="dist/$name.tar.gz" "$name"
(cd dist && sha256sum "$name.tar.gz" | tee "$name.tar.gz.sha256")
