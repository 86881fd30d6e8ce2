#!/bin/sh
# In an unpacked bundle: check every file, then install from the files here and nowhere else.
set -eu
cd "$(dirname "$0")/.."
wanted=$(cat deploy/python-version)
python=${PYTHON:-python$wanted}
machine=$(uname -m)

sha256sum --check --quiet SHA256SUMS || { echo "安装包不完整或被改动，没有安装。" >&2; exit 1; }
[ -d "wheels/$machine" ] || {
    echo "安装包中没有 $machine 的组件（只有：$(ls wheels | tr '\n' ' ')）。办法见 docs/operation.md“其他处理器”。" >&2
    exit 1
}
"$python" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$wanted')" 2>/dev/null || {
    echo "需要 Python $wanted，$python 不是。可用 PYTHON=/路径/python$wanted 指定。" >&2
    exit 1
}
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links "wheels/$machine" \
    --require-hashes --requirement "$(cat deploy/requirements)"
if ! fc-list :lang=zh 2>/dev/null | grep -q .; then
    echo "提示：没有找到中文字体，不能导出 PDF。请安装 Noto（思源）字体，或用 FONT_FOLDER 指定字体文件夹。"
fi
echo "已安装。下一步见 docs/operation.md：填写环境变量，执行 migrate、load_vocabularies、createsuperuser，启动服务。"
