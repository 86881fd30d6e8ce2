"""What the description of the interface says of the whole, and how it is made."""

SPECTACULAR_SETTINGS = {
    "TITLE": "部门预算绩效目标管理接口",
    "DESCRIPTION": (
        "其他系统经此接口读写绩效文本、办理流程、取用文件。所见数据、锁定规则和办理条件与页面完全相同。"
        "修改须带 If-Match；不在可见范围的一律 404；不能办理的答复 409，理由与页面相同。"
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "ENUM_NAME_OVERRIDES": {
        "StatementState": "performance.models.StatementState",
        "UnitState": "performance.models.UnitState",
        "CommentState": "performance.models.CommentState",
        "EvaluationState": "performance.models.EvaluationState",
        "MonitoringState": "performance.models.MonitoringState",
        "MaterialState": "performance.models.MaterialState",
        "MonitoringKind": "performance.models.MonitoringKind",
        "ReasonKind": "performance.api.monitoring.report_content.REASONS",
        "FundOfReport": "performance.api.monitoring.report_content.FUNDS",
        "WorkflowAction": "performance.models.Action",
        "Mailing": "performance.models.Mailing",
        "JobKind": "performance.models.JobKind",
        "Light": "performance.models.monitoring.LIGHTS",
        "JobState": "performance.models.JobState",
        "TrailAction": "departments.trail.entry.Action",
        "TrailResult": "departments.trail.entry.Result",
        "Grade": "performance.models.Grade",
        "Verdict": "performance.models.Verdict",
        "AdjustedPart": "performance.models.adjustments.KINDS",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.api.forget_column_sizes",
        "config.api.add_content_shape",
    ],
}
