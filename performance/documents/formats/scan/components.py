"""Whether the packages of the group ocr are here: asked without importing any of them."""

from __future__ import annotations

from importlib.util import find_spec

MISSING = (
    "这是扫描件或图片，本机没有安装文字识别组件，不能读取。请管理员安装（见 docs/operation.md“扫描件”），"
    "或改为上传有文字的 PDF、Word、Excel 文件。"
)
_PACKAGES = ("rapidocr", "onnxruntime", "cv2", "numpy")


def is_installed() -> bool:
    return all(find_spec(package) for package in _PACKAGES)
