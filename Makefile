# Everything a newcomer needs. Python 3.11 or newer and make are enough; `make help` lists the verbs.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
INSTALLED := .venv/installed
DEMO := DEMO=1 $(BIN)/python manage.py
TESTED := DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python
PYTEST := $(BIN)/python -m pytest -q -n 3 --dist worksteal -rs
SHARE_OR_ALL := $(if $(or $(filter 0,$(SHARE)),$(WHOLE)),,--share)  # tests/share.py
PURE_CORE := $(wildcard departments/uploads performance/content performance/documents performance/entry \
	performance/review performance/differences performance/scoring performance/alerts indicators/values.py indicators/vocabulary.py)
TYPED_ROOMS := $(wildcard departments/file_names.py departments/keys.py departments/models.py departments/querysets.py $(filter-out $(PURE_CORE),$(wildcard indicators/*.py))) \
	$(addprefix departments/,accounts permissions places timetables trail) \
	$(filter-out %admin.py projects/ledger.py,$(wildcard projects/*.py)) \
	$(addprefix performance/,home http changes models steps deadlines indicator_library jobs notifications office_forms rule_adjustments webhooks statements assessment \
	findings written evidence exporting approval_letters history overview monitoring self_evaluation entry_forms all_projects workflow importing language_model exchange comments setup upkeep tours)

# Node is needed for nothing that runs: where it is missing, what needs it says so and is left out.
WITH_NODE = if command -v npm >/dev/null; then $(2); elif [ "$$REQUIRE_NODE" = 1 ]; then echo "没有 npm。"; exit 1; else echo "未检查：$(1)，本机没有 Node.js。"; fi
NODE_TOOLS := { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent --no-audit --no-fund; }

unexport PYTHONDONTWRITEBYTECODE  # else each of the many processes of a run compiles everything anew

.DEFAULT_GOAL := help
.PHONY: help install run demo-reset check test rooms lint format golden trust guide bench bundle lock

help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED) ## 建立 .venv 虚拟环境，按锁定版本安装依赖

$(INSTALLED): requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更高版本（可用 PYTHON=… 指定）。")'
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# The worker of long work runs beside the server, is started again if it ends, and goes with the server.
run: install ## 演示：建库、载入演示数据、打印演示账号，在 http://127.0.0.1:8000 提供服务（PORT=… 换端口）
	@$(DEMO) migrate --verbosity 0
	@$(DEMO) load_demo --port $(PORT)
	@( trap 'kill $$child 2>/dev/null; exit' TERM INT; \
	while :; do $(DEMO) run_worker --verbosity 0 & child=$$!; wait $$child; sleep 1; done ) & worker=$$!; \
	$(DEMO) runserver --noreload 127.0.0.1:$(PORT) >/dev/null & server=$$!; \
	trap 'kill $$worker $$server 2>/dev/null; wait' EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; \
	wait $$server

demo-reset: install ## 演示：列出演示库中的内容，确认后删除，下次 make run 从头开始（请先停止 make run）
	@$(DEMO) migrate --verbosity 0
	@$(DEMO) reset_demo

check: lint ## 提交之前：检查风格，运行改动所及的测试（不到一分钟；全部测试用 make test）
	@$(BIN)/python -m pytest -q -n 3 --dist worksteal $$($(BIN)/python -m tests.changed)
	@$(call WITH_NODE,JavaScript 的测试,node --test --test-reporter=dot tests/javascript/)

test: install ## 测试：十分钟内可做的一份，两种数据库都用（SHARE=0 全部测试，检查服务器如此；WHOLE=1 长表也不取样）
	@$(BIN)/python -m tests.throwaway_postgres $(PYTEST) $(SHARE_OR_ALL) --only-database
	@env -u DATABASE_URL $(PYTEST) $(SHARE_OR_ALL)
	@$(call WITH_NODE,JavaScript 的测试,node --test tests/javascript/)

lint: install ## 检查代码风格（Python 和 JavaScript）、迁移文件是否齐全、类型
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(TESTED) manage.py makemigrations --check --dry-run
	$(BIN)/mypy $(PURE_CORE) $(TYPED_ROOMS)
	@$(call WITH_NODE,JavaScript 的风格,$(NODE_TOOLS) && npx --no-install biome check --diagnostic-level=error)

rooms: install ## 屋子、楼层、倒着的引用、环、散放的文件各有多少
	@$(BIN)/python -m tests.rooms

format: install ## 按规定排版
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	@$(call WITH_NODE,JavaScript 的排版,$(NODE_TOOLS) && npx --no-install biome format --write)

golden: install ## 更新标准答案文件，更新后请在差异中逐条阅读
	$(PYTEST) --update-golden

trust: install ## 做全部可信度试验并写入 docs/trust.md（FIGURES="4 12" 只做这几项；INTO=文件夹 可以分几次做完）
	@FIGURES="$(FIGURES)" INTO="$(INTO)" $(BIN)/python -m tests.trust

guide: install ## 更新使用手册中的图片
	$(BIN)/python -m pytest -q tests/browser/test_guide.py --pictures

bench: install ## 运行性能测试
	@$(BIN)/python -m bench

bundle: install ## 离线安装包：两种处理器的全部组件、静态文件、安装脚本，写入 dist/（PYTHON_VERSION=… 换 Python）
	@deploy/bundle.sh

COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --quiet

# What runs is locked first; what recognises scans and what tests is locked around it, so that all name the same versions.
lock: install ## 按 pyproject.toml 更新锁定版本：requirements.lock（运行）、requirements-ocr.lock（另加文字识别）、requirements-dev.lock（另加开发）
	$(BIN)/pip install --quiet uv
	$(COMPILE) --upgrade --output-file requirements.lock
	$(COMPILE) --upgrade --group ocr --constraint requirements.lock --output-file requirements-ocr.lock
	$(COMPILE) --upgrade --group dev --constraint requirements-ocr.lock --output-file requirements-dev.lock
