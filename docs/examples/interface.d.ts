// 接口的类型，由 manage.py write_api_types 从 docs/openapi.yaml 的同一份说明生成，请勿手工修改。
// 金额等十进制数是字符串，以免四舍五入；文件是 Blob。

export type Account = {
  /** 规则目录的条数和版本标记 */
  catalogue: string;
  /** 规则集的名称和版本标记 */
  rule_set: string;
  /** 审核时间 */
  at: string;
  /** 没有规则审核的部分；空为全文都审了。 */
  left_out: string;
  rules: Array<RuleOutcome>;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type Addressees = {
  /** 部门编码 */
  departments?: Array<string>;
  /** 项目类别含有的字 */
  classes?: Array<string>;
  /** 预算数不小于（万元） */
  least?: string | null;
  /** 项目编码 */
  projects?: Array<string>;
};

/** * `head` - 封面与部门信息 * `sections` - 文字部分 * `goals` - 部门目标 * `funding` - 资金构成 * `project` - 项目的全部内容 * `project_money` - 项目的资金与支出计划 * `project_goals` - 项目的绩效目标 * `project_indicators` - 项目的绩效指标 * `removal` - 取消项目 * `addition` - 新增项目 */
export type AdjustedPart = "head" | "sections" | "goals" | "funding" | "project" | "project_money" | "project_goals" | "project_indicators" | "removal" | "addition";

export type AdjustmentRequest = {
  readonly id: number;
  /** 提出申请的单位 */
  readonly unit: number | null;
  /** 状态 */
  readonly state: AdjustmentRequestStateEnum;
  /** 版次 */
  readonly version: number;
  /** 来源 */
  readonly origin: string;
  /** 申请 */
  readonly filed: number;
  /** 转报财政 */
  readonly forwarded: number | null;
  /** 同意 */
  readonly allowed: number | null;
  /** 结束 */
  readonly ended: number | null;
  /** 目前的情况 */
  standing: string;
  /** 申请的理由 */
  reason: string;
  /** 您现在可以办理的事项 */
  readonly steps: Array<string>;
  /** 申请调整的部分 */
  parts: Array<Part>;
};

/** * `request_drafted` - 拟写 * `at_department` - 待部门转报 * `at_finance` - 待财政同意 * `request_allowed` - 已同意 * `request_declined` - 不予同意 * `request_withdrawn` - 已撤回 * `request_ended` - 已了结 */
export type AdjustmentRequestStateEnum = "request_drafted" | "at_department" | "at_finance" | "request_allowed" | "request_declined" | "request_withdrawn" | "request_ended";

export type Alert = {
  readonly id: number;
  /** 监控报告 */
  readonly report: number;
  /** 规则 */
  readonly code: string;
  /** 指标 */
  readonly about: string;
  /** 依据 */
  readonly words: string;
  /** 状态 */
  readonly state: AlertStateEnum;
  /** 连续期数 */
  readonly in_a_row: number;
  /** 提出日期 */
  readonly raised: string;
  /** 答复期限 */
  readonly due: string;
  /** 答复；空为还没有答复。 * `continue` - 继续执行 * `transfer` - 调剂预算 * `cancel` - 取消项目 */
  answer: AnswerEnum | BlankEnum;
  /** 理由 */
  readonly reason: string;
  /** 办结日期 */
  readonly until: string | null;
  /** 答复时间 */
  readonly answered_at: string | null;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type AlertAnswer = {
  answer: AnswerEnum;
  /** 理由 */
  reason: string;
  /** 办结日期，不早于今天 */
  until: string;
};

/** * `alert_open` - 待答复 * `alert_answered` - 已答复 * `alert_overdue` - 逾期未答复 * `alert_lapsed` - 不再成立 */
export type AlertStateEnum = "alert_open" | "alert_answered" | "alert_overdue" | "alert_lapsed";

export type Anchor = {
  owner: OwnerEnum;
  /** 在内容的相应列表中的下标，从0起。 */
  index: number;
  /** 指标的下标，从0起。 */
  row: number | null;
  field: string;
  section: string;
  project_code: string;
  project_name: string;
  indicator: string;
  label: string;
};

export type Answer = {
  reason: string;
  person: string;
  at: string;
  /** 审核人的意见；空为还没有意见。 * `accepted` - 同意 * `rejected` - 不接受 */
  verdict: Verdict | BlankEnum;
  /** 审核人不接受（或曾不接受）的理由 */
  objection: string;
};

/** * `continue` - 继续执行 * `transfer` - 调剂预算 * `cancel` - 取消项目 */
export type AnswerEnum = "continue" | "transfer" | "cancel";

export type AnsweredFinding = {
  file: string;
  /** 规则编号 */
  code: string;
  severity: SeverityEnum;
  /** 规则名称 */
  title: string;
  /** 说的是什么 * `money` - 钱对不上 * `unfulfilled` - 承诺没人做 * `counted_twice` - 成效算两次 * `years` - 跨年 * `no_goal` - 目标不是目标 * `misplaced` - 放错类 * `unclear` - 说不清 * `wording` - 写法 */
  topic: TopicEnum;
  /** 同一缺陷还违反的规则编号 */
  covers: Array<string>;
  /** 给人看的位置 */
  place: string;
  /** 程序用的位置 */
  anchor: Anchor;
  evidence: string;
  message: string;
  expected: string;
  remedy: string;
  undecidable: boolean;
  /** 可以说明理由代替修改 */
  waivable: boolean;
  /** 问题标识；说明理由时使用。 */
  fingerprint: string;
  /** 已有的说明。 */
  answer: Answer | null;
  /** 审核人不接受的说明：问题仍算没有说明。 */
  rejected: Answer | null;
  /** 现在可由您说明理由，或撤回说明。 */
  answerable: boolean;
  /** 现在可由您对说明表示的意见 */
  verdicts: Array<Verdict>;
};

export type Answering = {
  /** 问题标识，取自审核问题的 fingerprint。 */
  fingerprints: Array<string>;
  /** 理由 */
  reason: string;
};

export type Applied = {
  /** 与现有内容有不同 */
  changed: boolean;
  /** 各部分新增、修改、移动、不变、删除的条数 */
  counts: Record<string, Tally>;
  version: number;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type Applying = {
  /** 向部门申请的单位；不填的，由部门向财政局申请。 */
  unit?: number | null;
  /** 申请的理由 */
  reason: string;
  /** 申请调整的部分 */
  parts: Array<NamedPart>;
};

export type ApprovalLetter = {
  readonly id: number;
  /** 财政局 */
  readonly office: number;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 文号 */
  readonly number: string;
  /** 成文日期 */
  readonly dated: string;
  /** 模板 */
  readonly template: number | null;
  /** 办理时间 */
  readonly at: string;
  /** 作废时间 */
  readonly cancelled: string | null;
  /** 作废理由 */
  readonly reason: string;
};

export type Asking = {
  /** 理由 */
  reason?: string;
  /** 要退回的预算单位 */
  units?: Array<number>;
  /** 申请调整的部分 */
  parts?: Array<NamedPart>;
};

export type BlankEnum = "";

export type BlankSpotCheck = {
  /** 逐项打分的内容，次序与填写时相同 */
  lines: Array<SpotLine>;
  /** 应提供的材料 */
  materials: Array<string>;
};

export type BudgetFigure = {
  readonly id: number;
  /** 预算单位 */
  readonly unit: number;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 轮次 */
  readonly round: RoundEnum;
  /** 项目编码 */
  readonly code: string;
  /** 项目名称 */
  readonly name: string;
  /** 项目类别 */
  readonly project_class: string;
  /** 预算数（万元） */
  readonly total: string | null;
  /** 一般公共预算（万元） */
  readonly general_budget: string | null;
  /** 政府性基金（万元） */
  readonly government_fund: string | null;
  /** 国有资本经营预算（万元） */
  readonly state_capital: string | null;
  /** 财政专户管理资金（万元） */
  readonly special_account: string | null;
  /** 单位资金（万元） */
  readonly unit_funds: string | null;
  /** 其他资金（万元） */
  readonly other_funds: string | null;
};

export type Card = {
  content: CardContent;
  /** 得分和算式，次序与 results 相同 */
  indicators: Array<IndicatorScore>;
  /** 总分 */
  total: string | null;
  /** 等级 */
  grade: string;
  /** 总分的算式 */
  words: string;
  findings: Array<CardFinding>;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type CardAnswer = {
  /** 审核发现的标识 */
  finding: string;
  /** 理由 */
  reason?: string;
};

/** Besides its own fields, one for each of ``texts``. */
export type CardContent = {
  /** 按资金来源 */
  funds?: Array<CardFund>;
  /** 按批复的指标 */
  results?: Array<CardResult>;
  parts?: Array<CardPart>;
  /** 表样另有的栏，没有的为空 */
  more?: Array<CardMore>;
  /** 对警告的说明 */
  answers?: Array<CardAnswer>;
  /** 预算执行率的得分；与计算相同的不填 */
  execution_entered?: string;
  /** 预算调整和执行的原因 */
  funds_reason?: string;
  /** 年度总体目标完成情况 */
  goal_result?: string;
  /** 评价结论 */
  conclusion?: string;
  /** 存在问题 */
  problems?: string;
  /** 改进措施 */
  measures?: string;
};

export type CardFinding = {
  /** 标识；说明理由时用 */
  fingerprint: string;
  /** 规则编号 */
  code: string;
  severity: SeverityEnum;
  /** 所说的栏 */
  field: string;
  message: string;
  /** 所据的内容 */
  evidence: string;
  /** 无法判断 */
  undecidable: boolean;
  /** 已写的理由 */
  answer: string;
};

/** Besides its own fields, one for each of ``texts``. */
export type CardFund = {
  source: CardFundSourceEnum;
  /** 年初预算数（万元） */
  opening?: string;
  /** 全年预算数（万元） */
  adjusted?: string;
  /** 全年执行数（万元） */
  spent?: string;
};

/** * `total` - 年度资金总额 * `current_fiscal` - 其中：本年财政拨款 * `carried_over` - 上年结转资金 * `special_account` - 财政专户管理资金 * `unit` - 单位资金 * `other` - 其他资金 */
export type CardFundSourceEnum = "total" | "current_fiscal" | "carried_over" | "special_account" | "unit" | "other";

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type CardMore = {
  /** 这种表样另有的栏 * `income_general` - 按收入性质分：一般公共预算 * `income_fund` - 按收入性质分：政府性基金拨款 * `income_account` - 按收入性质分：纳入专户管理的非税收入拨款 * `income_other` - 按收入性质分：其他资金 * `spent_basic` - 按支出性质分：基本支出 * `spent_projects` - 按支出性质分：项目支出 * `staff_quota` - 财政供养人员：编制数 * `staff_actual` - 财政供养人员：实际在职人数 * `staff_rate` - 财政供养人员：控制率 * `building_scale` - 楼堂馆所控制：批复规模 * `building_actual` - 楼堂馆所控制：实际规模 * `building_rate` - 楼堂馆所控制：规模控制率 * `building_budget` - 楼堂馆所控制：预算投资 * `building_invested` - 楼堂馆所控制：实际投资 * `building_estimate` - 楼堂馆所控制：概算控制率 * `thrift` - 厉行节约保障措施 * `receptions_all-before` - 三公经费的上年决算数 * `receptions_all-budget` - 三公经费的本年预算数 * `receptions_all-final` - 三公经费的本年决算数 * `car_purchase-before` - 公务用车购置的上年决算数 * `car_purchase-budget` - 公务用车购置的本年预算数 * `car_purchase-final` - 公务用车购置的本年决算数 * `car_running-before` - 公务用车运行维护的上年决算数 * `car_running-budget` - 公务用车运行维护的本年预算数 * `car_running-final` - 公务用车运行维护的本年决算数 * `abroad-before` - 出国经费的上年决算数 * `abroad-budget` - 出国经费的本年预算数 * `abroad-final` - 出国经费的本年决算数 * `reception-before` - 公务接待的上年决算数 * `reception-budget` - 公务接待的本年预算数 * `reception-final` - 公务接待的本年决算数 * `projects-before` - 项目支出的上年决算数 * `projects-budget` - 项目支出的本年预算数 * `projects-final` - 项目支出的本年决算数 * `business-before` - 业务工作专项的上年决算数 * `business-budget` - 业务工作专项的本年预算数 * `business-final` - 业务工作专项的本年决算数 * `running-before` - 运行维护专项的上年决算数 * `running-budget` - 运行维护专项的本年预算数 * `running-final` - 运行维护专项的本年决算数 * `provincial-before` - 省级专项资金的上年决算数 * `provincial-budget` - 省级专项资金的本年预算数 * `provincial-final` - 省级专项资金的本年决算数 * `public-before` - 公用经费的上年决算数 * `public-budget` - 公用经费的本年预算数 * `public-final` - 公用经费的本年决算数 * `office-before` - 办公经费的上年决算数 * `office-budget` - 办公经费的本年预算数 * `office-final` - 办公经费的本年决算数 * `utilities-before` - 水费、电费、差旅费的上年决算数 * `utilities-budget` - 水费、电费、差旅费的本年预算数 * `utilities-final` - 水费、电费、差旅费的本年决算数 * `meetings-before` - 会议费、培训费的上年决算数 * `meetings-budget` - 会议费、培训费的本年预算数 * `meetings-final` - 会议费、培训费的本年决算数 * `procurement-before` - 政府采购金额的上年决算数 * `procurement-budget` - 政府采购金额的本年预算数 * `procurement-final` - 政府采购金额的本年决算数 * `adjustment-before` - 部门基本支出预算调整的上年决算数 * `adjustment-budget` - 部门基本支出预算调整的本年预算数 * `adjustment-final` - 部门基本支出预算调整的本年决算数 * `process` - 项目实施内容及过程概述 */
  key: KeyEnum;
  /** 内容 */
  text?: string;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type CardPart = {
  /** 由评分人评定的部分 */
  name: string;
  /** 得分 */
  entered?: string;
};

/** Besides its own fields, one for each of ``texts``. */
export type CardResult = {
  /** 一级指标 */
  level1: string;
  /** 二级指标 */
  level2: string;
  /** 三级指标 */
  name: string;
  /** 是否适用 */
  applicable?: boolean;
  /** 实际完成值 */
  value?: string;
  /** 评分方法 */
  method?: string;
  /** 方法的参数 */
  parameter?: string;
  /** 得分 */
  entered?: string;
  /** 得分与计算不同的理由 */
  score_reason?: string;
  /** 偏差原因分析 */
  reason?: string;
  /** 改进措施 */
  measure?: string;
  /** 数据来源、佐证 */
  source?: string;
};

export type Category = {
  readonly id: number;
  /** 省份 */
  readonly province: string;
  /** 版本 */
  readonly edition: string;
  /** 一级指标 */
  readonly label: string;
  /** 类别 */
  readonly kind: string;
  /** 顺序 */
  readonly position: number;
};

export type Change = {
  /** 栏目 */
  label: string;
  /** 改前 */
  old: string;
  /** 改后 */
  new: string;
  /** 恢复这一处时所用的标识；空为不能单独恢复。 */
  place: string;
};

export type ChangePage = {
  changes: Array<ToldChange>;
  /** 下次请求时作为 since；请与副本存在同一事务里。 */
  cursor: string;
  /** 还有没有读到的，请接着读 */
  more: boolean;
};

export type ChangedRow = {
  title: string;
  /** 种类 */
  kind: string;
  /** added、removed 或 changed */
  status: string;
  /** 恢复整项时所用的标识；空为不能恢复。 */
  place: string;
  changes: Array<Change>;
};

export type Changes = {
  /** 停用的规则编号 */
  off: Array<string>;
  /** 规则编号 → 严重程度 */
  severities: Record<string, "warning" | "hint">;
  /** 门槛 → 值 */
  thresholds: Record<string, number>;
};

export type Claim = {
  /** 绩效文本 */
  statement: number;
  /** 由谁审核 */
  person: number;
  /** 由谁交办 */
  by: number;
  /** 时间 */
  at: string;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type Closing = {
  /** true 关闭，false 重新开放 */
  closed: boolean;
};

export type CommentField = {
  /** 批注的 field */
  field: string;
  /** 栏目的名称 */
  label: string;
};

/** * `open` - 待答复 * `answered` - 已答复 * `resolved` - 已解决 * `draft` - 草稿 */
export type CommentState = "open" | "answered" | "resolved" | "draft";

export type CommentWithReplies = {
  readonly id: number;
  /** 绩效文本 */
  readonly statement: number;
  /** 预算单位 */
  readonly unit: number | null;
  /** 批注对象 */
  readonly anchor: CommentWithRepliesAnchorEnum;
  /** 所在行 */
  readonly row: number | null;
  /** 栏目 */
  readonly field: string;
  /** 位置 */
  readonly place: string;
  /** 批注 */
  readonly text: string;
  /** 批注人 */
  author: string;
  /** 批注方 */
  readonly side: SideEnum;
  /** 状态 */
  readonly state: CommentState;
  /** 谁可以看 */
  readonly audience: CommentWithRepliesAudienceEnum;
  /** 轮次 */
  readonly round: number;
  /** 时间 */
  readonly at: string;
  /** 版次；答复一次加一，即 ETag。 */
  version: number;
  replies: Array<Reply>;
};

/** * `statement` - 全文 * `section` - 文字部分 * `goal` - 部门目标 * `funding` - 资金构成 * `project` - 预算项目 * `indicator` - 三级指标 * `evaluation` - 自评表 */
export type CommentWithRepliesAnchorEnum = "statement" | "section" | "goal" | "funding" | "project" | "indicator" | "evaluation";

/** * `everybody` - 各方 * `colleagues` - 仅本方审核人 */
export type CommentWithRepliesAudienceEnum = "everybody" | "colleagues";

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type ConfirmPapers = {
  /** 预览时得到的标识。 */
  token: string;
  /** 已知道 left_out 中的内容不会读入；有这样的内容时须为 true。 */
  acknowledged?: boolean;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type Confirming = {
  /** 预览时得到的标识。 */
  token: string;
  /** 已知道 left_out 中的内容不会导入；有这样的内容时须为 true。 */
  acknowledged?: boolean;
  /** 同意删除的项目个数，须等于预览时 deletions 的个数。 */
  deletions?: number;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type ConfirmingPackage = {
  /** 预览时得到的标识。 */
  token: string;
  /** 要读入的文本的 key。 */
  texts: Array<string>;
  /** 同意删除的项目个数，须等于所选文本的 deletions 合计。 */
  deletions?: number;
};

export type Count = {
  /** 文字部分、部门目标、资金构成、预算项目或三级指标 */
  label: string;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
};

/** * `running_total` - 累计数 * `of_period` - 当期数 * `latest` - 最新水平 */
export type CountingEnum = "running_total" | "of_period" | "latest";

export type CoverContent = {
  /** 附件号 */
  attachment?: string;
  /** 文本状态 */
  mark?: string;
  /** 编制单位 */
  prepared_by?: string;
  /** 审核单位 */
  reviewed_by?: string;
  /** 填报人 */
  filled_by?: string;
  /** 联系电话 */
  phone?: string;
};

/** * `form` - 规范完整性 * `clarity` - 明确清晰性 * `goal_relevance` - 目标相关性 * `indicator_soundness` - 指标科学性 * `performance_adequacy` - 绩效合理性 * `funding_adequacy` - 资金匹配性 * `attainability` - 实现可能性 * `conditions` - 条件充分性 */
export type CriterionEnum = "form" | "clarity" | "goal_relevance" | "indicator_soundness" | "performance_adequacy" | "funding_adequacy" | "attainability" | "conditions";

export type Deciding = {
  /** 理由 */
  reason?: string;
};

export type Deletion = {
  /** 项目名称和编码 */
  name: string;
  /** 预算单位 */
  unit: string;
  /** 预算数（万元） */
  amount: string | null;
  /** 随项目删除的指标数 */
  indicators: number;
};

export type Department = {
  readonly id: number;
  /** 财政局 */
  readonly office: number;
  /** 财政区划代码 */
  office_code: string;
  /** 部门编码 */
  readonly code: string;
  /** 名称 */
  readonly name: string;
};

/** * `higher` - 正向 * `lower` - 反向 * `qualitative` - 定性 */
export type DirectionEnum = "higher" | "lower" | "qualitative";

export type DrawDetail = {
  readonly id: number;
  /** 财政局 */
  readonly office: number;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 方式 */
  readonly way: WayEnum;
  /** 全年预算数不低于（万元） */
  readonly at_least: string | null;
  /** 按自评等级抽取的等级 */
  grades: Array<string>;
  /** 每部门张数 */
  readonly per_department: number | null;
  /** 种子 */
  readonly seed: string;
  /** 应提供的材料 */
  materials: Array<string>;
  /** 时间 */
  readonly at: string;
  /** 作废时间 */
  readonly cancelled: string | null;
  /** 作废的理由 */
  readonly cancel_reason: string;
  /** 抽中几张 */
  drawn: number;
  /** 从几张自评表中抽取 */
  readonly considered: number;
  /** 按种子重新抽取是否得到同样的名单；不是随机抽取的为空 */
  readonly repeated: boolean | null;
};

export type DrawnCard = {
  readonly id: number;
  /** 抽查名单 */
  readonly draw: number;
  /** 绩效自评 */
  readonly evaluation: number;
  /** 依据 */
  readonly words: string;
};

export type EarlierAmount = {
  /** 预算年度 */
  year: number;
  /** 当年金额（万元） */
  amount: string | null;
};

export type EarlierValue = {
  /** 预算年度 */
  year: number;
  /** 指标值 */
  value: string;
};

export type Edit = {
  /** 改哪一栏；indicators 是整行，goals 是一条绩效目标。 */
  field: string;
  /** 第几行指标，从0数起 */
  row: number | null;
  /** 第几条绩效目标，从0数起 */
  item: number | null;
  /** 改前 */
  before: string;
  /** 改后；空的是删去 */
  after: string | null;
  /** 这一条绩效目标分开以后，跟在它后面的各条 */
  further: Array<string>;
};

export type Editable = {
  /** 部门部分 */
  department: boolean;
  /** 可改其项目的预算单位 */
  units: Array<number>;
};

export type Effects = {
  /** 试算的文本数 */
  tried: number;
  /** 当年的文本数 */
  total: number;
  /** 按规则 */
  rules: Array<Numbered>;
  /** 按文本，只列意见有变化的 */
  texts: Array<Numbered>;
};

export type EmptyFamily = {
  /** 一级指标 */
  level1: string;
  /** 二级指标 */
  level2: string;
  position: number;
};

export type Evaluation = {
  readonly id: number;
  /** 绩效文本 */
  readonly statement: number;
  /** 预算单位 */
  readonly unit: number | null;
  /** 预算项目 */
  readonly project: number | null;
  /** 项目编码 */
  readonly code: string;
  /** 名称 */
  readonly label: string;
  /** 批复版 */
  readonly revision: number;
  /** 评分方案 */
  readonly scheme: string;
  /** 状态 */
  readonly state: EvaluationState;
  /** 版次 */
  readonly version: number;
  /** 自评得分 */
  readonly total: string | null;
  /** 自评等级 */
  readonly grade: string;
  /** 复核评分 */
  readonly checked_total: string | null;
  /** 复核得分 */
  readonly final_total: string | null;
  /** 复核等级 */
  readonly final_grade: string;
  /** 预算年度 */
  fiscal_year: number;
};

export type EvaluationAsking = {
  /** 理由、意见 */
  reason?: string;
  /** 复核得分；与自评相同的不填 */
  points?: string;
};

export type EvaluationEvent = {
  readonly id: number;
  /** 绩效自评 */
  readonly evaluation: number;
  /** 办理 */
  readonly action: WorkflowAction;
  /** 办理事项 */
  readonly label: string;
  /** 原状态 */
  readonly source: EvaluationState;
  /** 新状态 */
  readonly target: EvaluationState;
  /** 办理人姓名（当时） */
  readonly actor_name: string;
  /** 意见 */
  readonly reason: string;
  /** 当时得分 */
  readonly total: string | null;
  /** 时间 */
  readonly at: string;
  /** 版次 */
  readonly version: number;
};

/** * `evaluating` - 自评填报 * `evaluation_returned` - 自评退回 * `evaluation_department` - 部门审核自评 * `evaluation_finance` - 财政复核自评 * `evaluation_graded` - 自评已评定 * `evaluation_published` - 自评已公开 */
export type EvaluationState = "evaluating" | "evaluation_returned" | "evaluation_department" | "evaluation_finance" | "evaluation_graded" | "evaluation_published";

export type EvaluationTaken = {
  /** 办理记录 */
  event: number;
  label: string;
  state: EvaluationState;
  /** 版次；即 ETag。 */
  version: number;
};

export type Event = {
  readonly id: number;
  /** 绩效文本 */
  readonly statement: number;
  /** 预算单位 */
  readonly unit: number | null;
  /** 办理 */
  readonly action: WorkflowAction;
  /** 办理事项 */
  readonly label: string;
  /** 原状态 */
  readonly source: string;
  /** 新状态 */
  readonly target: string;
  /** 办理人姓名（当时） */
  readonly actor_name: string;
  /** 理由 */
  readonly reason: string;
  /** 时间 */
  readonly at: string;
  /** 轮次 */
  readonly round: number;
  /** 版次 */
  readonly version: number;
  /** 文本留存 */
  readonly revision: number | null;
  /** 与退回时相同 */
  readonly unchanged: boolean;
};

export type Evidence = {
  readonly id: number;
  /** 绩效文本 */
  readonly statement: number;
  /** 预算单位 */
  readonly unit: number | null;
  /** 绩效自评 */
  readonly evaluation: number | null;
  /** 监控报告 */
  readonly report: number | null;
  /** 预算项目 */
  readonly project: string;
  /** 一级、二级、三级指标；整个项目的为空。 */
  indicator: Array<string>;
  /** 文件名 */
  readonly name: string;
  /** 大小（字节） */
  readonly size: number;
  /** 摘要值（SHA-256） */
  readonly digest: string;
  /** 上传时间 */
  readonly at: string;
  /** 移除时间 */
  readonly removed: string | null;
};

export type Explained = {
  /** 以说明代替修改的问题 */
  number: number;
  /** 其中用同一句话说明的，取最多的一句 */
  alike: number;
  /** 同一句话所占的百分数 */
  share: number;
  /** 这一句话 */
  sentence: string;
  /** 说明还没有经财政审核人同意的“错误” */
  unconsented: number;
  /** 审核人不接受的说明 */
  rejected: number;
};

export type Extension = {
  readonly id: number;
  /** 部门 */
  readonly department: number;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 延至 */
  readonly until: string | null;
  /** 理由 */
  readonly reason: string;
  /** 时间 */
  readonly at: string;
};

export type Fault = {
  /** 给人看的一句话，与页面上的相同。 */
  detail: string;
  /** 逐条的位置和原因。 */
  problems?: Array<Problem>;
};

export type FinanceOffice = {
  readonly id: number;
  /** 财政区划代码 */
  readonly division_code: string;
  /** 名称 */
  readonly name: string;
  /** 省份 */
  readonly province: ProvinceEnum;
  /** 对外公开绩效文本 */
  readonly publishes: boolean;
  /** 审核必须填审核表 */
  readonly requires_review_sheet: boolean;
  /** 复审人可以办理批复 */
  readonly one_person_approves: boolean;
};

export type Finding = {
  file: string;
  /** 规则编号 */
  code: string;
  severity: SeverityEnum;
  /** 规则名称 */
  title: string;
  /** 说的是什么 * `money` - 钱对不上 * `unfulfilled` - 承诺没人做 * `counted_twice` - 成效算两次 * `years` - 跨年 * `no_goal` - 目标不是目标 * `misplaced` - 放错类 * `unclear` - 说不清 * `wording` - 写法 */
  topic: TopicEnum;
  /** 同一缺陷还违反的规则编号 */
  covers: Array<string>;
  /** 给人看的位置 */
  place: string;
  /** 程序用的位置 */
  anchor: Anchor;
  evidence: string;
  message: string;
  expected: string;
  remedy: string;
  undecidable: boolean;
  /** 可以说明理由代替修改 */
  waivable: boolean;
  /** 问题标识；说明理由时使用。 */
  fingerprint: string;
};

export type ForeseenText = {
  /** 确认时在 texts 中写它 */
  key: string;
  /** 部门和年度 */
  name: string;
  /** new、changed 可以读入；same 没有不同；refused 不能读入 * `new` - 新建 * `changed` - 更改 * `same` - 相同 * `refused` - 不能读入 */
  change: ForeseenTextChangeEnum;
  /** 现有的绩效文本；还没有的为空 */
  statement: number | null;
  /** 现有文本的版次；没有的为 0 */
  version: number;
  projects: number;
  indicators: number;
  /** 项目预算合计（万元） */
  budget: string;
  /** 将要删除的现有项目 */
  deletions: Array<Deletion>;
  /** 不能读入的原因 */
  refusals: Array<string>;
  /** 须知道的 */
  notices: Array<string>;
  /** 随包送来、不写入的监控报告和自评表 */
  left_alone: number;
};

/** * `new` - 新建 * `changed` - 更改 * `same` - 相同 * `refused` - 不能读入 */
export type ForeseenTextChangeEnum = "new" | "changed" | "same" | "refused";

export type Found = {
  /** 规则编号 */
  code: string;
  /** 三级指标；空为整个项目 */
  indicator: string;
  /** 依据 */
  words: string;
};

export type FundLine = {
  source: "" | "total" | "fiscal" | "current_fiscal" | "carried_over" | "general_budget" | "government_fund" | "state_capital" | "special_account" | "unit" | "central" | "local" | "other";
  /** 计划实施时间 */
  period?: "annual" | "whole";
  label?: string;
  /** 当年金额（万元） */
  amount?: string | null;
  printed?: string;
  column?: string;
};

/** * `total` - 年度资金总额 * `current_fiscal` - 其中：本年一般公共预算拨款 * `other` - 其他资金 */
export type FundOfReport = "total" | "current_fiscal" | "other";

export type FundingLine = {
  /** 收支 */
  side: "income" | "expenditure";
  /** 项目 */
  item: string;
  /** 当年金额（万元） */
  amount?: string | null;
  /** 占比（%） */
  share?: string | null;
  /** 以前年度金额（万元） */
  earlier_amounts?: Array<EarlierAmount>;
};

export type GoalContent = {
  /** 种类 */
  kind: "overall" | "long_term" | "annual";
  /** 期限 */
  horizon?: string;
  /** 总目标 */
  summary?: string;
  /** 正文 */
  text?: string;
  indicators?: Array<IndicatorContent>;
  /** 空白指标类 */
  empty_families?: Array<EmptyFamily>;
};

/** * `excellent` - 优 * `good` - 良 * `fair` - 中 * `poor` - 差 */
export type Grade = "excellent" | "good" | "fair" | "poor";

export type Indicator = {
  readonly id: number;
  /** 财政区划代码 */
  readonly office_code: string;
  /** 预算年度 */
  fiscal_year: number;
  /** 项目；部门目标的指标没有 */
  project: number | null;
  /** 部门目标；项目的指标没有 */
  goal: number | null;
  /** 一级指标 */
  level1: string;
  /** 二级指标 */
  level2: string;
  /** 三级指标 */
  readonly name: string;
  /** 绩效指标描述 */
  readonly description: string;
  /** 指标值 */
  readonly value: string;
  /** 指标值确定依据 */
  readonly basis: string;
  /** 值的形式 */
  readonly kind: IndicatorKindEnum;
  /** 计算符号；没有的为空 */
  comparator: string;
  /** 数值 */
  readonly number: string | null;
  /** 数值上限 */
  readonly upper: string | null;
  /** 计量单位 */
  readonly unit: string;
  /** 百分数 */
  readonly is_percent: boolean;
  /** 完成期限 */
  readonly deadline: string | null;
  /** 定性等级 */
  readonly grade: string;
};

/** 一条三级指标。 */
export type IndicatorContent = {
  /** 一级指标 */
  level1: string;
  /** 二级指标 */
  level2: string;
  /** 名称 */
  name: string;
  /** 绩效指标描述 */
  description?: string;
  /** 指标值 */
  value?: string;
  /** 指标值确定依据 */
  basis?: string;
  /** 指标分类 */
  indicator_class?: string;
  /** 以前年度指标值 */
  earlier_values?: Array<EarlierValue>;
  /** 权重 */
  weight?: string | null;
  /** 指标性质 */
  operator?: string;
  /** 度量单位 */
  unit?: string;
  /** 指标属性 */
  attribute?: string;
  /** 指标方向 */
  direction?: string;
  /** 评分标准 */
  standard?: string;
  /** 数据来源 */
  data_source?: string;
  /** 佐证资料 */
  evidence?: string;
  /** 核心指标 */
  core?: string;
  /** 备注 */
  remark?: string;
  /** 本表其他栏目 */
  fields?: Array<OwnField>;
};

/** * `empty` - 未填 * `number` - 数值 * `percent` - 百分比 * `range` - 区间 * `deadline` - 时限 * `grade` - 定性等次 * `phrase` - 文字描述 */
export type IndicatorKindEnum = "empty" | "number" | "percent" | "range" | "deadline" | "grade" | "phrase";

export type IndicatorLights = {
  name: string;
  /** 批复的年度指标值 */
  target: string;
  /** 目标灯 */
  goal: Lit;
  /** 预计灯 */
  forecast: Lit;
};

export type IndicatorScore = {
  name: string;
  /** 批复的指标值 */
  target: string;
  /** 分值 */
  points: string;
  /** 计算的得分 */
  computed: string | null;
  /** 得分 */
  awarded: string | null;
  /** 算式 */
  words: string;
  /** 为什么没有得分 */
  problem: string;
};

export type Job = {
  readonly id: string;
  /** 种类 */
  readonly kind: JobKind;
  /** 内容 */
  readonly title: string;
  /** 状态 */
  readonly state: JobState;
  /** 已完成 */
  readonly done: number;
  /** 总数 */
  readonly total: number;
  /** 说明 */
  readonly message: string;
  /** 文件名 */
  readonly file_name: string;
  /** 申请时间 */
  readonly created: string;
  /** 结束时间 */
  readonly finished: string | null;
};

/** * `package` - 上报材料包 * `summary` - 汇总工作簿 * `check` - 成批体检 * `reading` - 读取导入文件 * `monitoring` - 建立监控报告 * `exchange_csv` - 交换包（逐表文件） * `exchange_book` - 交换包（工作簿） * `exchange_lengths` - 交换长度检查 */
export type JobKind = "package" | "summary" | "check" | "reading" | "monitoring" | "exchange_csv" | "exchange_book" | "exchange_lengths";

/** * `queued` - 等待中 * `running` - 进行中 * `done` - 完成 * `failed` - 失败 * `cancelled` - 已取消 */
export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

export type Judging = {
  /** 问题标识，取自审核问题的 fingerprint。 */
  fingerprints: Array<string>;
  /** 审核人的意见 * `accepted` - 同意 * `rejected` - 不接受 */
  verdict: Verdict;
  /** 不接受的理由 */
  objection?: string;
};

/** * `income_general` - 按收入性质分：一般公共预算 * `income_fund` - 按收入性质分：政府性基金拨款 * `income_account` - 按收入性质分：纳入专户管理的非税收入拨款 * `income_other` - 按收入性质分：其他资金 * `spent_basic` - 按支出性质分：基本支出 * `spent_projects` - 按支出性质分：项目支出 * `staff_quota` - 财政供养人员：编制数 * `staff_actual` - 财政供养人员：实际在职人数 * `staff_rate` - 财政供养人员：控制率 * `building_scale` - 楼堂馆所控制：批复规模 * `building_actual` - 楼堂馆所控制：实际规模 * `building_rate` - 楼堂馆所控制：规模控制率 * `building_budget` - 楼堂馆所控制：预算投资 * `building_invested` - 楼堂馆所控制：实际投资 * `building_estimate` - 楼堂馆所控制：概算控制率 * `thrift` - 厉行节约保障措施 * `receptions_all-before` - 三公经费的上年决算数 * `receptions_all-budget` - 三公经费的本年预算数 * `receptions_all-final` - 三公经费的本年决算数 * `car_purchase-before` - 公务用车购置的上年决算数 * `car_purchase-budget` - 公务用车购置的本年预算数 * `car_purchase-final` - 公务用车购置的本年决算数 * `car_running-before` - 公务用车运行维护的上年决算数 * `car_running-budget` - 公务用车运行维护的本年预算数 * `car_running-final` - 公务用车运行维护的本年决算数 * `abroad-before` - 出国经费的上年决算数 * `abroad-budget` - 出国经费的本年预算数 * `abroad-final` - 出国经费的本年决算数 * `reception-before` - 公务接待的上年决算数 * `reception-budget` - 公务接待的本年预算数 * `reception-final` - 公务接待的本年决算数 * `projects-before` - 项目支出的上年决算数 * `projects-budget` - 项目支出的本年预算数 * `projects-final` - 项目支出的本年决算数 * `business-before` - 业务工作专项的上年决算数 * `business-budget` - 业务工作专项的本年预算数 * `business-final` - 业务工作专项的本年决算数 * `running-before` - 运行维护专项的上年决算数 * `running-budget` - 运行维护专项的本年预算数 * `running-final` - 运行维护专项的本年决算数 * `provincial-before` - 省级专项资金的上年决算数 * `provincial-budget` - 省级专项资金的本年预算数 * `provincial-final` - 省级专项资金的本年决算数 * `public-before` - 公用经费的上年决算数 * `public-budget` - 公用经费的本年预算数 * `public-final` - 公用经费的本年决算数 * `office-before` - 办公经费的上年决算数 * `office-budget` - 办公经费的本年预算数 * `office-final` - 办公经费的本年决算数 * `utilities-before` - 水费、电费、差旅费的上年决算数 * `utilities-budget` - 水费、电费、差旅费的本年预算数 * `utilities-final` - 水费、电费、差旅费的本年决算数 * `meetings-before` - 会议费、培训费的上年决算数 * `meetings-budget` - 会议费、培训费的本年预算数 * `meetings-final` - 会议费、培训费的本年决算数 * `procurement-before` - 政府采购金额的上年决算数 * `procurement-budget` - 政府采购金额的本年预算数 * `procurement-final` - 政府采购金额的本年决算数 * `adjustment-before` - 部门基本支出预算调整的上年决算数 * `adjustment-budget` - 部门基本支出预算调整的本年预算数 * `adjustment-final` - 部门基本支出预算调整的本年决算数 * `process` - 项目实施内容及过程概述 */
export type KeyEnum = "income_general" | "income_fund" | "income_account" | "income_other" | "spent_basic" | "spent_projects" | "staff_quota" | "staff_actual" | "staff_rate" | "building_scale" | "building_actual" | "building_rate" | "building_budget" | "building_invested" | "building_estimate" | "thrift" | "receptions_all-before" | "receptions_all-budget" | "receptions_all-final" | "car_purchase-before" | "car_purchase-budget" | "car_purchase-final" | "car_running-before" | "car_running-budget" | "car_running-final" | "abroad-before" | "abroad-budget" | "abroad-final" | "reception-before" | "reception-budget" | "reception-final" | "projects-before" | "projects-budget" | "projects-final" | "business-before" | "business-budget" | "business-final" | "running-before" | "running-budget" | "running-final" | "provincial-before" | "provincial-budget" | "provincial-final" | "public-before" | "public-budget" | "public-final" | "office-before" | "office-budget" | "office-final" | "utilities-before" | "utilities-budget" | "utilities-final" | "meetings-before" | "meetings-budget" | "meetings-final" | "procurement-before" | "procurement-budget" | "procurement-final" | "adjustment-before" | "adjustment-budget" | "adjustment-final" | "process";

export type KeyProjects = {
  /** 重点项目 */
  projects: Array<number>;
};

export type Late = {
  /** 部门 */
  department: number;
  /** 绩效文本；还没有的为空 */
  statement: number | null;
  /** 状态 */
  state: string;
  /** 截止日期，含延期 */
  closes: string;
  /** 还有几天，负数为已超过 */
  left: number;
  /** 是否延过期 */
  extended: boolean;
  /** 上次催办 */
  urged: string | null;
};

/** * `red` - 红灯 * `yellow` - 黄灯 * `green` - 绿灯 * `none` - 无数据 */
export type Light = "red" | "yellow" | "green" | "none";

/** * `certain` - 确定能 * `possible` - 有可能 * `impossible` - 完全不可能 */
export type LikelihoodEnum = "certain" | "possible" | "impossible";

export type Lit = {
  light: Light;
  /** 算式 */
  words: string;
};

/** * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
export type Mailing = "at_once" | "daily" | "off";

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type Mark = {
  /** 审核要点 * `form` - 规范完整性 * `clarity` - 明确清晰性 * `goal_relevance` - 目标相关性 * `indicator_soundness` - 指标科学性 * `performance_adequacy` - 绩效合理性 * `funding_adequacy` - 资金匹配性 * `attainability` - 实现可能性 * `conditions` - 条件充分性 */
  criterion: CriterionEnum;
  /** 等级 * `excellent` - 优 * `good` - 良 * `fair` - 中 * `poor` - 差 */
  grade: Grade;
  /** 得分，十进制数字文字，至多两位小数 */
  points?: string | null;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type Marking = {
  /** true 标为财政重点关注，false 取消 */
  marked: boolean;
};

/** * `provided` - 已提供 * `partly` - 部分提供 * `missing` - 未提供 * `not_needed` - 不需要 */
export type MaterialState = "provided" | "partly" | "missing" | "not_needed";

export type Mendable = {
  /** 问题标识 */
  fingerprint: string;
  /** 规则编码 */
  code: string;
  /** 位置 */
  place: string;
  /** 几种改法，选一种；从0数起。 */
  mends: Array<Way>;
};

export type Mended = {
  /** 改正了几处 */
  mended: number;
  /** 此后的版本，即 ETag。 */
  version: number;
};

export type Mending = {
  /** 按问题标识，选第几种改法；一次至多500处。 */
  mends: Record<string, number>;
};

/** * `update` - 只更新文件中的项目 * `whole` - 以文件为准 */
export type ModeEnum = "update" | "whole";

export type ModelAdopted = {
  /** 此后绩效文本的版次 */
  version: number;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type ModelAdoption = {
  /** 问的时候得到的标识 */
  token: string;
  /** 采用第几条，从0数起 */
  chosen: Array<number>;
};

export type ModelItem = {
  /** 问的时候写在 item */
  key: string;
  /** 问什么 * `rewrite_goal` - 改写一条绩效目标 * `rewrite_indicator` - 改写一条指标 * `propose` - 按用途提出指标 * `relevance` - 对照目标和指标是否相关 */
  use: UseEnum;
  /** 哪一处 */
  label: string;
  /** 现在的文字 */
  text: string;
  /** 审核意见 */
  criticism: Array<string>;
  /** 不能问的原因；空为可以问 */
  refusal: string;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type ModelQuestion = {
  /** 问什么，为 items 中的 key */
  item: string;
  /** 看过的文字的摘要 */
  digest: string;
};

export type ModelQuestions = {
  /** 模型名称 */
  model: string;
  /** 今天还可以问几次，全系统合计 */
  left_today: number;
  items: Array<ModelItem>;
  /** 将要送出的文字；没有写 item 的为空的列表 */
  sent: Array<SentMessage>;
  /** 将要送出的文字的摘要，问的时候原样交回 */
  digest: string;
};

export type ModelSuggestion = {
  /** 总是“来自模型” */
  source: string;
  model: string;
  at: string;
  use: UseEnum;
  suggestions: Array<SuggestedWords>;
  /** 没有采用的部分和原因 */
  refused: Array<string>;
  /** 采用以后，审核会另外提出的 */
  findings: Array<string>;
  /** 改后没有了的数字 */
  lost: Array<string>;
  /** 采用时原样交回；两小时内有效 */
  token: string;
};

/** * `general` - 一般监控 * `key` - 重点监控 */
export type MonitoringKind = "general" | "key";

/** * `monitoring` - 监控填报 * `monitoring_returned` - 监控退回 * `monitoring_rectifying` - 整改中 * `monitoring_department` - 部门审核监控 * `monitoring_finance` - 财政审核监控 * `monitoring_closed` - 监控办结 */
export type MonitoringState = "monitoring" | "monitoring_returned" | "monitoring_rectifying" | "monitoring_department" | "monitoring_finance" | "monitoring_closed";

export type Moved = {
  /** 原来的截止日期 */
  before: string;
  /** 以后的截止日期 */
  after: string;
  /** 通知和操作记录里的话 */
  told: string;
  /** 通知的人数 */
  people: number;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type NamedPart = {
  /** 要开放的部分 * `head` - 封面与部门信息 * `sections` - 文字部分 * `goals` - 部门目标 * `funding` - 资金构成 * `project` - 项目的全部内容 * `project_money` - 项目的资金与支出计划 * `project_goals` - 项目的绩效目标 * `project_indicators` - 项目的绩效指标 * `removal` - 取消项目 * `addition` - 新增项目 */
  kind: AdjustedPart;
  /** 项目；新增项目的为预算单位；部门部分不填。 */
  owner?: number | null;
  /** 原内容 */
  old?: string;
  /** 拟改为 */
  new?: string;
  /** 理由 */
  reason?: string;
};

export type NewComment = {
  /** 绩效文本 */
  statement: number;
  /** 批注对象 * `statement` - statement * `section` - section * `goal` - goal * `funding` - funding * `project` - project * `indicator` - indicator * `evaluation` - evaluation */
  anchor?: NewCommentAnchorEnum;
  /** 所在行的编号；自评表的批注为自评表的编号 */
  row?: number | null;
  /** 栏目；自评表的见该表的 comment-fields */
  field?: string;
  /** 批注 */
  text: string;
  /** 谁可以看；仅本方审核人的，填报的人看不到。 * `everybody` - everybody * `colleagues` - colleagues */
  audience?: NewCommentAudienceEnum;
  /** 存为草稿：发出以前只有本人看得到，退回时一并发出。 */
  draft?: boolean;
};

/** * `statement` - statement * `section` - section * `goal` - goal * `funding` - funding * `project` - project * `indicator` - indicator * `evaluation` - evaluation */
export type NewCommentAnchorEnum = "statement" | "section" | "goal" | "funding" | "project" | "indicator" | "evaluation";

/** * `everybody` - everybody * `colleagues` - colleagues */
export type NewCommentAudienceEnum = "everybody" | "colleagues";

export type NewJob = {
  /** 材料种类 * `package` - 上报材料包 * `summary` - 汇总工作簿 * `exchange_csv` - 交换包（逐表文件） * `exchange_book` - 交换包（工作簿） * `exchange_lengths` - 交换长度检查 */
  kind: NewJobKindEnum;
  /** 绩效文本；须看得到其全部单位。 */
  statements: Array<number>;
};

/** * `package` - 上报材料包 * `summary` - 汇总工作簿 * `exchange_csv` - 交换包（逐表文件） * `exchange_book` - 交换包（工作簿） * `exchange_lengths` - 交换长度检查 */
export type NewJobKindEnum = "package" | "summary" | "exchange_csv" | "exchange_book" | "exchange_lengths";

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type NoticePreferences = {
  /** 报送待审：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  to_review?: Mailing;
  /** 退回：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  returned?: Mailing;
  /** 撤回：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  recalled?: Mailing;
  /** 批复：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  approved?: Mailing;
  /** 公开：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  published?: Mailing;
  /** 部门通过：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  passed?: Mailing;
  /** 调整：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  adjusting?: Mailing;
  /** 新的意见：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  commented?: Mailing;
  /** 意见已答复：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  answered?: Mailing;
  /** 期限临近：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  deadline?: Mailing;
  /** 催办：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  urged?: Mailing;
  /** 自评评定：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  graded?: Mailing;
  /** 自评抽查：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  spot_checked?: Mailing;
  /** 监控：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  monitored?: Mailing;
  /** 监控预警：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  alerted?: Mailing;
  /** 监控办结：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  closed?: Mailing;
};

export type Numbered = {
  /** 规则或部门 */
  name: string;
  /** 规则编号 */
  code?: string;
  /** 现在：级别 → 处数 */
  readonly before: Record<string, number>;
  /** 以后：级别 → 处数 */
  readonly after: Record<string, number>;
};

export type OfficeForm = {
  readonly id: number;
  /** 财政局 */
  readonly office: number;
  /** 序号 */
  readonly number: number;
  /** 表样名称 */
  readonly title: string;
  /** 种类 */
  readonly kind: OfficeFormKindEnum;
  /** 适用年度自 */
  readonly valid_from: number;
  /** 适用年度至 */
  readonly valid_to: number;
  /** 表样文件 */
  readonly declaration: string;
  /** 说明 */
  readonly note: string;
  /** 上一版 */
  readonly replaces: number | null;
  /** 状态 */
  readonly state: OfficeFormStateEnum;
  /** 版次 */
  readonly version: number;
  /** 拟定人 */
  readonly drafted_by: number;
  /** 拟定时间 */
  readonly drafted_at: string;
  /** 发布人 */
  readonly released_by: number | null;
  /** 发布时间 */
  readonly released_at: string | null;
};

/** * `project` - 项目绩效目标表 * `department` - 部门整体绩效目标表 * `list` - 项目绩效目标一览表 */
export type OfficeFormKindEnum = "project" | "department" | "list";

/** * `draft` - 草稿 * `released` - 已发布 * `retired` - 停用 */
export type OfficeFormStateEnum = "draft" | "released" | "retired";

export type OfficeMedian = {
  points: string;
  /** 取自多少个项目 */
  projects: number;
};

/** * `是` - 是 * `否` - 否 */
export type OnTrackEnum = "是" | "否";

export type OpenStep = {
  step: StepEnum;
  /** 页面按钮上的字 */
  label: string;
  /** 须填写理由 */
  needs_reason: boolean;
  /** 目前不能办理的原因；空为可以办理 */
  obstacles: Array<string>;
  /** 不妨碍办理、但应先知道的，例如内容与退回时完全相同 */
  cautions: Array<string>;
};

export type Opened = {
  /** 建立或更新了几张 */
  made: number;
  /** 已不在文本中、没有建立的项目 */
  left_out: Array<string>;
};

export type OpenedTask = {
  task: Task;
  /** 建立各份监控报告的后台任务 */
  job: Job;
};

/** * `applied` - 已审核 * `not_applicable` - 不适用 * `undecided` - 无法判断 */
export type OutcomeEnum = "applied" | "not_applicable" | "undecided";

export type Owed = {
  /** 所说的栏 */
  field: string;
  sentence: string;
};

export type OwnField = {
  label: string;
  /** 指标值 */
  value: string;
  /** 种类 */
  kind?: "text" | "amount" | "date" | "choice" | "boxes";
  group?: string;
  position?: number;
};

/** * `statement` - 文本 * `section` - 文字部分 * `goal` - 部门目标 * `funding` - 资金情况 * `project` - 预算项目 */
export type OwnerEnum = "statement" | "section" | "goal" | "funding" | "project";

export type OwnerRow = {
  title: string;
  /** 种类 */
  kind: string;
  /** added、removed 或 changed */
  status: string;
  /** 恢复整项时所用的标识；空为不能恢复。 */
  place: string;
  changes: Array<Change>;
  indicators: Array<ChangedRow>;
};

export type Package = {
  /** 交换包（.zip），一次最多20份文本。 */
  file: string;
};

export type PackagePreview = {
  /** 确认时原样交回；两小时内有效。 */
  token: string;
  texts: Array<ForeseenText>;
};

export type PaginatedAlertList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Alert>;
};

export type PaginatedApprovalLetterList = {
  next?: string | null;
  previous?: string | null;
  results: Array<ApprovalLetter>;
};

export type PaginatedBudgetFigureList = {
  next?: string | null;
  previous?: string | null;
  results: Array<BudgetFigure>;
};

export type PaginatedCommentWithRepliesList = {
  next?: string | null;
  previous?: string | null;
  results: Array<CommentWithReplies>;
};

export type PaginatedDepartmentList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Department>;
};

export type PaginatedDrawnCardList = {
  next?: string | null;
  previous?: string | null;
  results: Array<DrawnCard>;
};

export type PaginatedEvaluationEventList = {
  next?: string | null;
  previous?: string | null;
  results: Array<EvaluationEvent>;
};

export type PaginatedEvaluationList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Evaluation>;
};

export type PaginatedEventList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Event>;
};

export type PaginatedEvidenceList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Evidence>;
};

export type PaginatedExtensionList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Extension>;
};

export type PaginatedFinanceOfficeList = {
  next?: string | null;
  previous?: string | null;
  results: Array<FinanceOffice>;
};

export type PaginatedIndicatorList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Indicator>;
};

export type PaginatedJobList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Job>;
};

export type PaginatedOfficeFormList = {
  next?: string | null;
  previous?: string | null;
  results: Array<OfficeForm>;
};

export type PaginatedProjectWithTreeList = {
  next?: string | null;
  previous?: string | null;
  results: Array<ProjectWithTree>;
};

export type PaginatedRecheckSheetList = {
  next?: string | null;
  previous?: string | null;
  results: Array<RecheckSheet>;
};

export type PaginatedReportEventList = {
  next?: string | null;
  previous?: string | null;
  results: Array<ReportEvent>;
};

export type PaginatedReportList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Report>;
};

export type PaginatedResultUseList = {
  next?: string | null;
  previous?: string | null;
  results: Array<ResultUse>;
};

export type PaginatedRevisionList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Revision>;
};

export type PaginatedRuleAdjustmentList = {
  next?: string | null;
  previous?: string | null;
  results: Array<RuleAdjustment>;
};

export type PaginatedSectionList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Section>;
};

export type PaginatedSpotCheckDrawList = {
  next?: string | null;
  previous?: string | null;
  results: Array<SpotCheckDraw>;
};

export type PaginatedSpotCheckList = {
  next?: string | null;
  previous?: string | null;
  results: Array<SpotCheck>;
};

export type PaginatedStandardIndicatorList = {
  next?: string | null;
  previous?: string | null;
  results: Array<StandardIndicator>;
};

export type PaginatedStatementList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Statement>;
};

export type PaginatedSubcategoryList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Subcategory>;
};

export type PaginatedTaskList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Task>;
};

export type PaginatedTemplateList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Template>;
};

export type PaginatedTrailList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Trail>;
};

export type PaginatedUnitList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Unit>;
};

export type PaginatedVocabularyList = {
  next?: string | null;
  previous?: string | null;
  results: Array<Vocabulary>;
};

export type PaperChanges = {
  id: number;
  label: string;
  changes: Array<PaperField>;
  /** 读入以后还须改正的 */
  remarks: Array<string>;
};

export type PaperField = {
  /** 工作表和单元格 */
  cell: string;
  /** 栏 */
  field: string;
  /** 现在 */
  before: string;
  /** 改为 */
  after: string;
};

export type PapersDone = {
  /** 写了几份 */
  papers: number;
  /** 改了几处 */
  fields_written: number;
};

export type PapersFile = {
  /** 下载的离线工作簿，填好的 .xlsx。 */
  file: string;
};

export type PapersPreview = {
  /** 确认时原样交回，一小时内有效；没有改动或不能确认的为空。 */
  token: string;
  papers: Array<PaperChanges>;
  /** 有一条就不能确认 */
  problems: Array<string>;
  /** 不会读入的文字 */
  left_out: Array<string>;
  notices: Array<string>;
};

export type Part = {
  /** 部分 */
  readonly kind: AdjustedPart;
  /** 项目 */
  readonly project: number | null;
  /** 预算单位 */
  readonly unit: number | null;
  /** 名称（当时） */
  readonly label: string;
  /** 原内容 */
  readonly old: string;
  /** 拟改为 */
  readonly new: string;
  /** 理由 */
  readonly reason: string;
};

/** Besides its own fields, one for each of ``texts``. */
export type PatchedCardContent = {
  /** 按资金来源 */
  funds?: Array<CardFund>;
  /** 按批复的指标 */
  results?: Array<CardResult>;
  parts?: Array<CardPart>;
  /** 表样另有的栏，没有的为空 */
  more?: Array<CardMore>;
  /** 对警告的说明 */
  answers?: Array<CardAnswer>;
  /** 预算执行率的得分；与计算相同的不填 */
  execution_entered?: string;
  /** 预算调整和执行的原因 */
  funds_reason?: string;
  /** 年度总体目标完成情况 */
  goal_result?: string;
  /** 评价结论 */
  conclusion?: string;
  /** 存在问题 */
  problems?: string;
  /** 改进措施 */
  measures?: string;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type PatchedNoticePreferences = {
  /** 报送待审：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  to_review?: Mailing;
  /** 退回：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  returned?: Mailing;
  /** 撤回：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  recalled?: Mailing;
  /** 批复：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  approved?: Mailing;
  /** 公开：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  published?: Mailing;
  /** 部门通过：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  passed?: Mailing;
  /** 调整：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  adjusting?: Mailing;
  /** 新的意见：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  commented?: Mailing;
  /** 意见已答复：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  answered?: Mailing;
  /** 期限临近：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  deadline?: Mailing;
  /** 催办：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  urged?: Mailing;
  /** 自评评定：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  graded?: Mailing;
  /** 自评抽查：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  spot_checked?: Mailing;
  /** 监控：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  monitored?: Mailing;
  /** 监控预警：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  alerted?: Mailing;
  /** 监控办结：at_once（立即发邮件）、daily（每日汇总一封）、off（不发邮件） * `at_once` - 立即发邮件 * `daily` - 每日汇总一封 * `off` - 不发邮件 */
  closed?: Mailing;
};

/** Besides its own fields, one for each of ``texts``. */
export type PatchedReportContent = {
  /** 按资金来源 */
  funds?: Array<ReportFund>;
  /** 按批复的指标 */
  states?: Array<ReportState>;
  /** 原因类型，整个项目的 */
  kinds?: Array<ReasonKind>;
  /** 是否达到预期绩效目标 * `是` - 是 * `否` - 否 */
  on_track?: OnTrackEnum | BlankEnum;
  /** 绩效目标执行情况 */
  situation?: string;
  /** 未达到支出进度和绩效目标原因分析 */
  shortfall?: string;
  /** 改进措施和建议 */
  measures?: string;
};

/** What may be sent: a value is taken for what it is. */
export type PatchedSentCategory = {
  /** 省份 */
  province?: string;
  /** 版本 */
  edition?: string;
  /** 一级指标 */
  label?: string;
  /** 类别：output（产出）、cost（成本）、outcome（效益）、satisfaction（满意度）、operating_cost（运行成本）、management_efficiency（管理效率）、mandate_delivery（履职效能）、social_effect（社会效应）、development_capacity（可持续发展能力） */
  kind?: string;
  /** 顺序 */
  position?: number;
};

/** What may be sent: a value is taken for what it is. */
export type PatchedSentDepartment = {
  /** 财政局 */
  office?: number;
  /** 部门编码 */
  code?: string;
  /** 名称 */
  name?: string;
};

/** What may be sent: a value is taken for what it is. */
export type PatchedSentFinanceOffice = {
  /** 财政区划代码 */
  division_code?: string;
  /** 名称 */
  name?: string;
  /** 省份：北京（北京）、天津（天津）、河北（河北）、山西（山西）、内蒙古（内蒙古）、辽宁（辽宁）、吉林（吉林）、黑龙江（黑龙江）、上海（上海）、江苏（江苏）、浙江（浙江）、安徽（安徽）、福建（福建）、江西（江西）、山东（山东）、河南（河南）、湖北（湖北）、湖南（湖南）、广东（广东）、广西（广西）、海南（海南）、重庆（重庆）、四川（四川）、贵州（贵州）、云南（云南）、西藏（西藏）、陕西（陕西）、甘肃（甘肃）、青海（青海）、宁夏（宁夏）、新疆（新疆）、兵团（兵团） */
  province?: string;
  /** 对外公开绩效文本 */
  publishes?: boolean;
  /** 审核必须填审核表 */
  requires_review_sheet?: boolean;
  /** 复审人可以办理批复 */
  one_person_approves?: boolean;
};

/** What may be sent: a value is taken for what it is. */
export type PatchedSentSubcategory = {
  /** 一级指标 */
  category?: number;
  /** 二级指标 */
  label?: string;
  /** 类别：quantity（数量）、quality（质量）、timeliness（时效）、cost（成本）、economic（经济效益）、social（社会效益）、environmental（生态效益）、sustainability（可持续影响）、beneficiary_satisfaction（服务对象满意度）、core_output（核心业务产出）、other（其他） */
  kind?: string;
  /** 顺序 */
  position?: number;
};

/** What may be sent: a value is taken for what it is. */
export type PatchedSentTemplate = {
  /** 财政区划代码 */
  office_code?: string;
  /** 省份 */
  province?: string;
  /** 类别：quantity（数量）、quality（质量）、timeliness（时效）、cost（成本）、economic（经济效益）、social（社会效益）、environmental（生态效益）、sustainability（可持续影响）、beneficiary_satisfaction（服务对象满意度）、core_output（核心业务产出）、other（其他） */
  family?: string;
  /** 一级指标 */
  level1?: string;
  /** 二级指标 */
  level2?: string;
  /** 三级指标 */
  name?: string;
  /** 绩效指标描述 */
  description?: string;
  /** 计量单位 */
  unit?: string;
  /** 方向：higher（正向）、lower（反向）、qualitative（定性） */
  direction?: string;
  /** 适用项目 */
  project_class?: string;
  /** 停用 */
  retired?: boolean;
};

/** What may be sent: a value is taken for what it is. */
export type PatchedSentUnit = {
  /** 部门 */
  department?: number;
  /** 单位编码 */
  code?: string;
  /** 名称 */
  name?: string;
  /** 顺序 */
  position?: number;
};

export type PhaseContent = {
  /** 计划实施时间 */
  period: string;
  /** 正文 */
  text: string;
  end?: string;
};

export type Plan = {
  /** 确认时原样送回。 */
  digest: string;
  /** 与现有的相同。 */
  same: number;
  /** 类别 → 项目数 */
  counts: Record<string, number>;
};

export type Preview = {
  /** 确认时原样交回；对应这个文件和文本的这个版本，两小时内有效。 */
  token: string;
  version: number;
  /** 按哪种方式预览：update 或 whole；填报模板不分 */
  mode: string;
  /** 与现有内容有不同，也没有妨碍确认的问题 */
  applicable: boolean;
  /** 与现有内容有不同 */
  changed: boolean;
  /** 各部分新增、修改、删除、不变的条数 */
  counts: Array<Count>;
  /** 没有读懂的地方和不能写入的原因；有一条就不能确认 */
  problems: Array<string>;
  /** 不属于任何栏目、不会导入的文字 */
  left_out: Array<string>;
  /** 将要删除的现有项目；不是空的，确认时须写明 deletions 的个数 */
  deletions: Array<Deletion>;
  /** 须知道的，例如不由您填报的部分 */
  notices: Array<string>;
  /** 逐栏的修改前后 */
  differences: Record<string, unknown>;
};

export type Previewing = {
  /** 文本、工作簿、PDF、扫描件或 json 文件，也可以是离线填报模板；不写 job 时必填。 */
  file?: string | null;
  /** 上次答复 202 的后台任务；读完后再次请求时填它，不必再传文件。 */
  job?: string;
  /** 只用于正式版式的文本：update 只更新文件中的项目，whole 以文件为准（文件里没有的会删除）。不写时，会删除项目的按 update。 * `update` - 只更新文件中的项目 * `whole` - 以文件为准 */
  mode?: ModeEnum;
};

export type Problem = {
  /** 出错的位置，例如 .projects[0].budget；空为整体。 */
  path: string;
  /** 原因。 */
  message: string;
};

/** 一个预算项目。 */
export type ProjectContent = {
  /** 单位编码 */
  unit_code?: string;
  /** 单位名称 */
  unit_name?: string;
  /** 项目编码 */
  code?: string;
  /** 名称 */
  name?: string;
  /** 预算数（万元） */
  budget?: string | null;
  /** 财政资金（万元） */
  fiscal_funds?: string | null;
  /** 其他资金（万元） */
  other_funds?: string | null;
  /** 项目总预算（万元） */
  total_budget?: string | null;
  /** 项目本年度预算（万元） */
  annual_budget?: string | null;
  /** 资金用途 */
  purpose?: string;
  /** 项目类别 */
  project_class?: string;
  /** 项目属性 */
  continuity?: string;
  /** 项目负责人 */
  leader?: string;
  /** 联系电话 */
  phone?: string;
  /** 计划实施时间 */
  period?: string;
  /** 资金性质 */
  fund_nature?: string;
  /** 组织机构 */
  organisation?: string;
  /** 管理制度 */
  regulations?: string;
  spending_plan?: SpendingPlan | null;
  /** 绩效目标 */
  goals?: Array<string>;
  /** 阶段计划 */
  phases?: Array<PhaseContent>;
  indicators?: Array<IndicatorContent>;
  /** 空白指标类 */
  empty_families?: Array<EmptyFamily>;
  /** 表样 */
  form?: string;
  /** 主管部门 */
  department?: string;
  /** 项目性质 */
  nature?: string;
  /** 计划开始日期 */
  start_date?: string;
  /** 计划完成日期 */
  end_date?: string;
  /** 资金来源（万元） */
  funds?: Array<FundLine>;
  /** 中期目标 */
  mid_term?: GoalContent | null;
  /** 本表其他栏目 */
  fields?: Array<OwnField>;
};

export type ProjectWithFindings = {
  readonly id: number;
  /** 部门 */
  department: number;
  /** 预算单位 */
  readonly unit: number;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 顺序 */
  readonly position: number;
  /** 单位编码（文本所印） */
  readonly unit_code: string;
  /** 单位名称（文本所印） */
  readonly unit_name: string;
  /** 项目编码 */
  readonly code: string;
  /** 项目名称 */
  readonly name: string;
  /** 预算数（万元） */
  readonly budget: string | null;
  /** 财政资金（万元） */
  readonly fiscal_funds: string | null;
  /** 其他资金（万元） */
  readonly other_funds: string | null;
  /** 项目总预算（万元） */
  readonly total_budget: string | null;
  /** 项目本年度预算（万元） */
  readonly annual_budget: string | null;
  /** 项目类别 */
  readonly project_class: string;
  /** 项目属性 */
  readonly continuity: string;
  /** 项目负责人 */
  readonly leader: string;
  /** 已锁定 */
  readonly locked: boolean;
  /** 三级指标数 */
  indicator_count: number;
  /** include=content 时给出：项目的全部内容，含指标树。 */
  content?: unknown;
  /** 版次；即 ETag。 */
  version: number;
  /** include=findings 时给出。 */
  findings?: Array<Finding>;
};

export type ProjectWithTree = {
  readonly id: number;
  /** 部门 */
  department: number;
  /** 预算单位 */
  readonly unit: number;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 顺序 */
  readonly position: number;
  /** 单位编码（文本所印） */
  readonly unit_code: string;
  /** 单位名称（文本所印） */
  readonly unit_name: string;
  /** 项目编码 */
  readonly code: string;
  /** 项目名称 */
  readonly name: string;
  /** 预算数（万元） */
  readonly budget: string | null;
  /** 财政资金（万元） */
  readonly fiscal_funds: string | null;
  /** 其他资金（万元） */
  readonly other_funds: string | null;
  /** 项目总预算（万元） */
  readonly total_budget: string | null;
  /** 项目本年度预算（万元） */
  readonly annual_budget: string | null;
  /** 项目类别 */
  readonly project_class: string;
  /** 项目属性 */
  readonly continuity: string;
  /** 项目负责人 */
  readonly leader: string;
  /** 已锁定 */
  readonly locked: boolean;
  /** 三级指标数 */
  indicator_count: number;
  /** include=content 时给出：项目的全部内容，含指标树。 */
  content?: unknown;
};

/** * `北京` - 北京 * `天津` - 天津 * `河北` - 河北 * `山西` - 山西 * `内蒙古` - 内蒙古 * `辽宁` - 辽宁 * `吉林` - 吉林 * `黑龙江` - 黑龙江 * `上海` - 上海 * `江苏` - 江苏 * `浙江` - 浙江 * `安徽` - 安徽 * `福建` - 福建 * `江西` - 江西 * `山东` - 山东 * `河南` - 河南 * `湖北` - 湖北 * `湖南` - 湖南 * `广东` - 广东 * `广西` - 广西 * `海南` - 海南 * `重庆` - 重庆 * `四川` - 四川 * `贵州` - 贵州 * `云南` - 云南 * `西藏` - 西藏 * `陕西` - 陕西 * `甘肃` - 甘肃 * `青海` - 青海 * `宁夏` - 宁夏 * `新疆` - 新疆 * `兵团` - 兵团 */
export type ProvinceEnum = "北京" | "天津" | "河北" | "山西" | "内蒙古" | "辽宁" | "吉林" | "黑龙江" | "上海" | "江苏" | "浙江" | "安徽" | "福建" | "江西" | "山东" | "河南" | "湖北" | "湖南" | "广东" | "广西" | "海南" | "重庆" | "四川" | "贵州" | "云南" | "西藏" | "陕西" | "甘肃" | "青海" | "宁夏" | "新疆" | "兵团";

export type ReadPackage = {
  texts: Array<ReadText>;
};

export type ReadText = {
  statement: number;
  version: number;
  changed: boolean;
};

/** * `funding` - 经费保障 * `rules` - 制度保障 * `staff` - 人员保障 * `hardware` - 硬件条件保障 * `other` - 其他 */
export type ReasonKind = "funding" | "rules" | "staff" | "hardware" | "other";

export type RecheckSheet = {
  readonly id: number;
  /** 绩效自评 */
  readonly evaluation: number;
  /** 次序 */
  readonly number: number;
  /** 自评表的版次 */
  readonly version: number;
  /** 各项得分 */
  points: Record<string, string>;
  /** 复核意见 */
  readonly opinion: string;
  /** 时间 */
  readonly at: string;
};

export type Removed = {
  /** 修改记录的编号 */
  earlier: number;
  /** 恢复时所用的标识 */
  place: string;
  kind: string;
  title: string;
  /** 指标所属的项目或目标 */
  owner: string;
};

export type Reply = {
  readonly id: number;
  /** 答复 */
  readonly text: string;
  /** 此后状态 */
  readonly state: CommentState;
  /** 答复人 */
  author: string;
  /** 时间 */
  readonly at: string;
};

export type Report = {
  readonly id: number;
  /** 监控任务 */
  readonly task: number;
  /** 绩效文本 */
  readonly statement: number;
  /** 预算单位 */
  readonly unit: number | null;
  /** 预算项目 */
  readonly project: number | null;
  /** 项目编码 */
  readonly code: string;
  /** 名称 */
  readonly label: string;
  /** 状态 */
  readonly state: MonitoringState;
  /** 版次 */
  readonly version: number;
  /** 预算数（万元） */
  readonly budget: string | null;
  /** 执行数（万元） */
  readonly spent: string | null;
  /** 全年预计执行数（万元） */
  readonly forecast: string | null;
  /** 资金灯 */
  readonly money_light: Light;
  /** 目标灯 */
  readonly goal_light: Light;
  /** 预计灯 */
  readonly forecast_light: Light;
  /** 财政重点关注 */
  readonly marked: boolean;
  /** 已暂停 */
  readonly paused: boolean;
};

export type ReportAsking = {
  /** 理由、意见 */
  reason?: string;
};

/** Besides its own fields, one for each of ``texts``. */
export type ReportContent = {
  /** 按资金来源 */
  funds?: Array<ReportFund>;
  /** 按批复的指标 */
  states?: Array<ReportState>;
  /** 原因类型，整个项目的 */
  kinds?: Array<ReasonKind>;
  /** 是否达到预期绩效目标 * `是` - 是 * `否` - 否 */
  on_track?: OnTrackEnum | BlankEnum;
  /** 绩效目标执行情况 */
  situation?: string;
  /** 未达到支出进度和绩效目标原因分析 */
  shortfall?: string;
  /** 改进措施和建议 */
  measures?: string;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type ReportContents = {
  content: ReportContent;
  /** 支付系统的执行数（万元） */
  paid: string | null;
  /** 资金灯 */
  money: Lit;
  /** 目标灯 */
  goal: Lit;
  /** 预计灯 */
  forecast: Lit;
  /** 次序与 states 相同 */
  indicators: Array<IndicatorLights>;
  /** 按现在所填，规则找到的 */
  alerts: Array<Found>;
  /** 报送之前还须更正和填写的 */
  owed: Array<Owed>;
};

export type ReportEvent = {
  readonly id: number;
  /** 监控报告 */
  readonly report: number;
  /** 办理 */
  readonly action: WorkflowAction;
  /** 办理事项 */
  readonly label: string;
  /** 原状态 */
  readonly source: MonitoringState;
  /** 新状态 */
  readonly target: MonitoringState;
  /** 办理人姓名（当时） */
  readonly actor_name: string;
  /** 意见 */
  readonly reason: string;
  /** 时间 */
  readonly at: string;
  /** 版次 */
  readonly version: number;
};

/** Besides its own fields, one for each of ``texts``. */
export type ReportFund = {
  source: FundOfReport;
  /** 年初预算数（万元） */
  budget?: string;
  /** 执行数（万元） */
  spent?: string;
  /** 全年预计执行数（万元） */
  forecast?: string;
};

/** Besides its own fields, one for each of ``texts``. */
export type ReportState = {
  /** 一级指标 */
  level1: string;
  /** 二级指标 */
  level2: string;
  /** 三级指标 */
  name: string;
  counting?: CountingEnum;
  /** 完成目标可能性 * `certain` - 确定能 * `possible` - 有可能 * `impossible` - 完全不可能 */
  likelihood?: LikelihoodEnum | BlankEnum;
  /** 偏差原因 */
  reasons?: Array<ReasonKind>;
  /** 执行情况 */
  actual?: string;
  /** 全年预计完成情况 */
  forecast?: string;
  /** 原因说明 */
  reason?: string;
  /** 备注 */
  remark?: string;
  /** 基期年度和基期值 */
  baseline?: string;
  /** 数据来源 */
  source?: string;
  /** 分子 */
  numerator?: string;
  /** 分母 */
  denominator?: string;
};

export type ReportTaken = {
  /** 办理记录 */
  event: number;
  label: string;
  state: MonitoringState;
  /** 版次；即 ETag。 */
  version: number;
};

export type RequestStep = {
  /** 办理记录 */
  event: number;
  label: string;
  /** 申请的状态；文本一同变动的，为文本的状态。 * `request_drafted` - 拟写 * `at_department` - 待部门转报 * `at_finance` - 待财政同意 * `request_allowed` - 已同意 * `request_declined` - 不予同意 * `request_withdrawn` - 已撤回 * `request_ended` - 已了结 * `drafting` - 编制中 * `first_review` - 财政初审 * `second_review` - 财政复审 * `approval` - 待批复 * `approved` - 已批复 * `published` - 已公开 * `returned` - 退回部门 * `returned_to_unit` - 退回单位 * `adjusting` - 调整中 * `requested` - 申请调整 */
  state: RequestStepStateEnum;
};

/** * `request_drafted` - 拟写 * `at_department` - 待部门转报 * `at_finance` - 待财政同意 * `request_allowed` - 已同意 * `request_declined` - 不予同意 * `request_withdrawn` - 已撤回 * `request_ended` - 已了结 * `drafting` - 编制中 * `first_review` - 财政初审 * `second_review` - 财政复审 * `approval` - 待批复 * `approved` - 已批复 * `published` - 已公开 * `returned` - 退回部门 * `returned_to_unit` - 退回单位 * `adjusting` - 调整中 * `requested` - 申请调整 */
export type RequestStepStateEnum = "request_drafted" | "at_department" | "at_finance" | "request_allowed" | "request_declined" | "request_withdrawn" | "request_ended" | "drafting" | "first_review" | "second_review" | "approval" | "approved" | "published" | "returned" | "returned_to_unit" | "adjusting" | "requested";

export type Restored = {
  changed: boolean;
  /** 版次；即 ETag。 */
  version: number;
};

export type Restoring = {
  /** 恢复的一处 */
  place?: string;
  /** place：恢复一处；all：可填报的部分全部恢复到这次修改以前；undo：只撤销这次修改。 * `place` - place * `all` - all * `undo` - undo */
  what?: WhatEnum;
};

export type ResultUse = {
  readonly id: number;
  /** 绩效自评 */
  readonly evaluation: number;
  /** 次序 */
  readonly number: number;
  /** 自评表的版次 */
  readonly version: number;
  /** 决定 */
  readonly decision: ResultUseDecisionEnum;
  /** 压缩比例（%） */
  readonly percent: string | null;
  /** 原预算（万元） */
  readonly amount_before: string | null;
  /** 决定的预算（万元） */
  readonly amount_after: string | null;
  /** 理由 */
  readonly reason: string;
  /** 时间 */
  readonly at: string;
};

/** * `prefer` - 优先保障 * `keep` - 保障 * `compress` - 压缩 * `cancel` - 取消 * `suspend` - 暂停 * `rectify` - 整改 */
export type ResultUseDecisionEnum = "prefer" | "keep" | "compress" | "cancel" | "suspend" | "rectify";

export type Revision = {
  readonly id: number;
  /** 绩效文本 */
  readonly statement: number;
  /** 预算单位 */
  readonly unit: number | null;
  /** 稿次 */
  readonly number: number;
  /** 摘要值（SHA-256） */
  readonly digest: string;
  /** 留存时间 */
  readonly taken_at: string;
};

export type RevisionDetail = {
  readonly id: number;
  /** 绩效文本 */
  readonly statement: number;
  /** 预算单位 */
  readonly unit: number | null;
  /** 稿次 */
  readonly number: number;
  /** 摘要值（SHA-256） */
  readonly digest: string;
  /** 留存时间 */
  readonly taken_at: string;
  /** 当时的全部内容。 */
  content: unknown;
};

/** * `first` - 一上 * `second` - 二上 */
export type RoundEnum = "first" | "second";

export type RuleAdjustment = {
  readonly id: number;
  /** 财政局 */
  readonly office: number;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 版次 */
  readonly version: number;
  /** 调整内容 */
  changes: Changes;
  /** 理由 */
  readonly reason: string;
  /** 办理人 */
  readonly person: number;
  /** 时间 */
  readonly at: string;
};

export type RuleOutcome = {
  /** 规则编号 */
  code: string;
  /** 规则名称 */
  title: string;
  outcome: OutcomeEnum;
  /** 不适用的原因，或无法判断缺少什么。 */
  reason: string;
};

export type SavedAdjustment = {
  /** 财政局 */
  office: number;
  /** 预算年度 */
  fiscal_year: number;
  /** 调整内容：off、severities、thresholds */
  changes: unknown;
  /** 理由 */
  reason: string;
  /** 所依据的现行版次；从未调整过的为0。 */
  version: number;
};

export type Saying = {
  text?: string;
};

export type Score = {
  /** 在内容的项目列表中的下标，从0起。 */
  project: number;
  /** 项目名称 */
  name: string;
  /** 与哪一类项目比较 */
  kind: string;
  shares: Array<ScoreShare>;
  /** 算式 */
  arithmetic: string;
  /** 各项比例的平均，0—100 */
  points: string;
  /** 本文本同类项目的中位数 */
  median: string;
  /** 您可以查看的全局同类项目的中位数 */
  office: OfficeMedian | null;
};

export type ScoreShare = {
  /** 可量化、有依据、放对类别、填写完整 */
  label: string;
  part: number;
  whole: number;
};

export type Scores = {
  /** 全局中位数取自多少份文本 */
  texts: number;
  /** 另有多少份文本尚未统计 */
  uncounted: number;
  scores: Array<Score>;
};

export type Section = {
  readonly id: number;
  /** 绩效文本 */
  readonly statement: number;
  /** 顺序 */
  readonly position: number;
  /** 种类 */
  readonly kind: SectionKindEnum;
  /** 标题 */
  readonly title: string;
  /** 正文 */
  readonly text: string;
  /** 绩效指标 */
  readonly indicator_text: string;
};

export type SectionContent = {
  /** 种类 */
  kind: "overall_goal" | "functional_goal" | "arrangements" | "mandate" | "annual_tasks" | "detailed_goal" | "organisation" | "regulations" | "phase";
  /** 标题 */
  title?: string;
  /** 正文 */
  text?: string;
  /** 绩效指标 */
  indicator_text?: string;
};

export type SectionFigures = {
  /** 股室；0 为未分股室的 */
  section: number;
  /** 名称 */
  name: string;
  /** 归口部门；空为本财政局的全部部门 */
  departments: Array<number>;
  /** 等着办理的文本，不分年度 */
  readonly waiting: Array<number>;
  /** 其中没有人认领的份数 */
  unclaimed: number;
  /** 其中超过审核限期的份数；没有设审核限期的为空 */
  overdue: number | null;
  /** 等得最久的等了几天 */
  longest_days: number | null;
  /** 已办理的次数 */
  readonly done: number;
  /** 已办理的用时，中位数，天 */
  median_days: number | null;
};

/** * `overall_goal` - 总体绩效目标 * `functional_goal` - 分项绩效目标 * `arrangements` - 工作保障措施 * `mandate` - 部门职能 * `annual_tasks` - 年度工作任务 * `detailed_goal` - 明细目标 * `organisation` - 组织机构 * `regulations` - 管理制度 * `phase` - 阶段性计划 */
export type SectionKindEnum = "overall_goal" | "functional_goal" | "arrangements" | "mandate" | "annual_tasks" | "detailed_goal" | "organisation" | "regulations" | "phase";

export type SentAdjustment = {
  /** 财政局 */
  office: number;
  /** 预算年度 */
  fiscal_year: number;
  /** 调整内容：off、severities、thresholds */
  changes: unknown;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentCancelling = {
  /** 作废的理由 */
  reason: string;
};

/** What may be sent: a value is taken for what it is. */
export type SentCategory = {
  /** 省份 */
  province: string;
  /** 版本 */
  edition: string;
  /** 一级指标 */
  label: string;
  /** 类别：output（产出）、cost（成本）、outcome（效益）、satisfaction（满意度）、operating_cost（运行成本）、management_efficiency（管理效率）、mandate_delivery（履职效能）、social_effect（社会效应）、development_capacity（可持续发展能力） */
  kind: string;
  /** 顺序 */
  position: number;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentClaim = {
  /** 交给哪一个账号审核；null 为自己认领 */
  person: number | null;
};

/** What may be sent: a value is taken for what it is. */
export type SentDepartment = {
  /** 财政局 */
  office: number;
  /** 部门编码 */
  code: string;
  /** 名称 */
  name: string;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentDraw = {
  /** 财政局 */
  office: number;
  /** 预算年度 */
  fiscal_year: number;
  /** 方式 * `amount` - 按金额 * `grade` - 按自评等级 * `random` - 每部门随机 */
  way: WayEnum;
  /** 按金额的填：全年预算数不低于（万元） */
  at_least?: string | null;
  /** 按自评等级的填 */
  grades?: Array<string>;
  /** 每部门随机的填：张数 */
  per_department?: number | null;
  /** 随机的可以填；不填由系统生成 */
  seed?: string;
  /** 应提供的材料；不填为常用的 */
  materials?: Array<string>;
  /** 该局当年最后一份名单的编号，含已作废的；还没有的为0。重复送来的不会再抽一次 */
  seen: number;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentEvidence = {
  /** 一个 PDF 或图片 */
  file: string;
  /** 第几个指标，从 0 数起，次序与内容相同；不写的属于整个项目 */
  indicator?: number;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentExtension = {
  /** 财政局 */
  office: number;
  /** 预算年度 */
  fiscal_year: number;
  /** 部门 */
  department: number;
  /** 延至哪一天；null 为取消延期 */
  until: string | null;
  /** 理由，通知该部门 */
  reason: string;
  /** 只说明会怎样，不办理 */
  dry_run?: boolean;
};

/** A row of the list; amounts in 万元, as text so that nothing is rounded. */
export type SentFigure = {
  /** 部门编码；单位编码在本局不重复的可以不写。 */
  department?: string;
  /** 单位编码 */
  unit: string;
  /** 项目编码 */
  code: string;
  /** 项目名称 */
  name: string;
  /** 项目类别 */
  project_class?: string;
  /** 预算数（万元） */
  total: string;
  /** 一般公共预算（万元） */
  general_budget?: string;
  /** 政府性基金（万元） */
  government_fund?: string;
  /** 国有资本经营预算（万元） */
  state_capital?: string;
  /** 财政专户管理资金（万元） */
  special_account?: string;
  /** 单位资金（万元） */
  unit_funds?: string;
  /** 其他资金（万元） */
  other_funds?: string;
};

export type SentFigures = {
  /** 财政局 */
  office: number;
  /** 预算年度 */
  fiscal_year: number;
  /** 轮次 * `first` - 一上 * `second` - 二上 */
  round: RoundEnum;
  /** 一行一个项目 */
  rows: Array<SentFigure>;
};

/** What may be sent: a value is taken for what it is. */
export type SentFinanceOffice = {
  /** 财政区划代码 */
  division_code: string;
  /** 名称 */
  name: string;
  /** 省份：北京（北京）、天津（天津）、河北（河北）、山西（山西）、内蒙古（内蒙古）、辽宁（辽宁）、吉林（吉林）、黑龙江（黑龙江）、上海（上海）、江苏（江苏）、浙江（浙江）、安徽（安徽）、福建（福建）、江西（江西）、山东（山东）、河南（河南）、湖北（湖北）、湖南（湖南）、广东（广东）、广西（广西）、海南（海南）、重庆（重庆）、四川（四川）、贵州（贵州）、云南（云南）、西藏（西藏）、陕西（陕西）、甘肃（甘肃）、青海（青海）、宁夏（宁夏）、新疆（新疆）、兵团（兵团） */
  province: string;
  /** 对外公开绩效文本 */
  publishes?: boolean;
  /** 审核必须填审核表 */
  requires_review_sheet?: boolean;
  /** 复审人可以办理批复 */
  one_person_approves?: boolean;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentKeyProjects = {
  /** 从此为重点的项目；其余的不是 */
  projects: Array<number>;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentLetter = {
  /** 财政局 */
  office: number;
  /** 预算年度 */
  fiscal_year: number;
  /** 文号，同一财政局不能重复 */
  number: string;
  /** 成文日期 */
  dated: string;
  /** 所批复的留存文本，即各绩效文本的 approved_revision */
  revisions: Array<number>;
};

export type SentMaterial = {
  /** 与 materials 的名称相同 */
  name: string;
  /** 状态 * `provided` - 已提供 * `partly` - 部分提供 * `missing` - 未提供 * `not_needed` - 不需要 */
  state: MaterialState;
  /** 说明 */
  note?: string;
};

export type SentMessage = {
  /** system 是对模型的要求，user 是资料 */
  role: string;
  /** 逐字送出的文字，已经遮盖 */
  content: string;
};

export type SentOfficeForm = {
  /** 财政局 */
  office: number;
  /** 表样文件（TOML） */
  declaration: string;
  /** 说明 */
  note?: string;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentReason = {
  /** 作废的理由 */
  reason: string;
};

export type SentRecheck = {
  /** handed_in 报送情况，form 要素和格式，wording 文字和逻辑，conclusion 评价结论，problems 问题分析，advice 改进建议 */
  points: Record<string, string>;
  /** 复核意见 */
  opinion: string;
  /** 所依据的最后一次的次序；从未填写的为0 */
  seen: number;
};

export type SentScore = {
  /** 与 lines 的 key 相同 */
  key: Array<string>;
  /** 得分 */
  points: string;
  /** 与自评不同的写理由 */
  reason?: string;
};

export type SentSpotCheck = {
  /** 逐项得分，次序与 lines 相同 */
  scores: Array<SentScore>;
  /** 材料，次序与 materials 相同 */
  materials: Array<SentMaterial>;
  /** 抽查意见 */
  opinion: string;
  /** 所依据的最后一次的次序；从未填写的为0 */
  seen: number;
};

/** A row of the list, as text: what a workbook would say under the same heads. */
export type SentStandard = {
  /** 指标编码 */
  code: string;
  /** 项目类别 */
  project_class?: string;
  /** 行业 */
  industry?: string;
  /** 领域 */
  policy_field?: string;
  /** 一级指标 */
  level1: string;
  /** 二级指标 */
  level2?: string;
  /** 三级指标 */
  name: string;
  /** 指标解释 */
  description?: string;
  /** 计算公式 */
  formula?: string;
  /** 指标性质 */
  direction?: string;
  /** 参考值 */
  reference_value?: string;
  /** 计量单位 */
  unit?: string;
  /** 取值依据 */
  basis?: string;
  /** 评分标准 */
  standard?: string;
  /** 数据来源 */
  data_source?: string;
  /** 是否共性 */
  common?: string;
  /** 是否必选 */
  required?: string;
  /** 是否锁定 */
  locked?: string;
  /** 启用年度 */
  first_year?: string;
  /** 停用年度 */
  last_year?: string;
  /** 来源文件 */
  source_document?: string;
};

export type SentStandards = {
  /** 财政局 */
  office: number;
  /** 自哪一年起 */
  year: number;
  /** 一行一个指标 */
  rows: Array<SentStandard>;
};

/** What may be sent: a value is taken for what it is. */
export type SentSubcategory = {
  /** 一级指标 */
  category: number;
  /** 二级指标 */
  label: string;
  /** 类别：quantity（数量）、quality（质量）、timeliness（时效）、cost（成本）、economic（经济效益）、social（社会效益）、environmental（生态效益）、sustainability（可持续影响）、beneficiary_satisfaction（服务对象满意度）、core_output（核心业务产出）、other（其他） */
  kind: string;
  /** 顺序 */
  position: number;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentSupporting = {
  /** 一个 PDF 或图片 */
  file: string;
  /** 哪个预算项目；不写的属于部门整体 */
  project?: number;
};

/** What may be sent: a value is taken for what it is. */
export type SentTemplate = {
  /** 财政区划代码 */
  office_code?: string;
  /** 省份 */
  province?: string;
  /** 类别：quantity（数量）、quality（质量）、timeliness（时效）、cost（成本）、economic（经济效益）、social（社会效益）、environmental（生态效益）、sustainability（可持续影响）、beneficiary_satisfaction（服务对象满意度）、core_output（核心业务产出）、other（其他） */
  family: string;
  /** 一级指标 */
  level1: string;
  /** 二级指标 */
  level2?: string;
  /** 三级指标 */
  name: string;
  /** 绩效指标描述 */
  description?: string;
  /** 计量单位 */
  unit?: string;
  /** 方向：higher（正向）、lower（反向）、qualitative（定性） */
  direction?: string;
  /** 适用项目 */
  project_class?: string;
  /** 停用 */
  retired?: boolean;
};

/** What may be sent: a value is taken for what it is. */
export type SentUnit = {
  /** 部门 */
  department: number;
  /** 单位编码 */
  code: string;
  /** 名称 */
  name: string;
  /** 顺序 */
  position?: number;
};

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type SentUrging = {
  /** 财政局 */
  office: number;
  /** 预算年度 */
  fiscal_year: number;
  /** 要催办的部门 */
  departments: Array<number>;
};

/** * `error` - 错误 * `warning` - 警告 * `hint` - 提示 */
export type SeverityEnum = "error" | "warning" | "hint";

export type Share = {
  unit: number;
  code: string;
  name: string;
  state: ShareStateEnum;
  version: number;
};

/** * `filling` - filling * `submitted` - submitted * `passed` - passed * `unit_returned` - unit_returned */
export type ShareStateEnum = "filling" | "submitted" | "passed" | "unit_returned";

export type Sheet = {
  /** 审核表 */
  id: number | null;
  /** 重点项目；整份文本的审核表为空 */
  project: number | null;
  /** 重点项目的编码和名称，项目删除以后仍在；整份文本的为空 */
  project_label: string;
  /** 审核环节，即文本所等待的状态 */
  stage: string;
  /** 轮次 */
  readonly round: number;
  /** 审核人 */
  reviewer: string | null;
  /** 总评等级；还没有评的为空 */
  grade: string;
  /** 审核意见 */
  readonly opinion: string;
  /** 审核结论；还没有下的为空 */
  decision: string;
  /** 已随办理送出，不能再改 */
  sent: boolean;
  /** 各要点的等级和得分 */
  marks: Array<Mark>;
};

/** * `national` - 全国通用（时间进度） * `pidu-2026` - 成都郫都 2026（固定阈值，5 个工作日答复） * `sichuan-2025` - 四川 2025（固定阈值） * `hebei` - 河北（资金支出计划） */
export type ShippedEnum = "national" | "pidu-2026" | "sichuan-2025" | "hebei";

/** * `finance` - 财政 * `department` - 部门 * `unit` - 单位 */
export type SideEnum = "finance" | "department" | "unit";

export type Sitting = {
  id: number;
  /** 修改人 */
  person?: string;
  /** 来源 * `form` - form * `projects` - projects * `many` - many * `mends` - mends * `language_model` - language_model * `import` - import * `api` - api * `restore` - restore * `other` - other */
  source: SittingSourceEnum;
  note: string;
  began: string;
  ended: string;
  rows: Array<OwnerRow>;
};

/** * `form` - form * `projects` - projects * `many` - many * `mends` - mends * `language_model` - language_model * `import` - import * `api` - api * `restore` - restore * `other` - other */
export type SittingSourceEnum = "form" | "projects" | "many" | "mends" | "language_model" | "import" | "api" | "restore" | "other";

export type SpendingPlan = {
  mode?: "" | "cumulative" | "instalment";
  march?: string | null;
  june?: string | null;
  october?: string | null;
  december?: string | null;
};

export type SpotCheck = {
  readonly id: number;
  /** 绩效自评 */
  readonly evaluation: number;
  /** 次序 */
  readonly number: number;
  /** 自评表的版次 */
  readonly version: number;
  /** 逐项得分 */
  scores: Array<SpotScore>;
  /** 材料 */
  materials: Array<SpotMaterial>;
  /** 抽查得分 */
  readonly total: string;
  /** 算式 */
  readonly words: string;
  /** 抽查意见 */
  readonly opinion: string;
  /** 时间 */
  readonly at: string;
};

export type SpotCheckDraw = {
  readonly id: number;
  /** 财政局 */
  readonly office: number;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 方式 */
  readonly way: WayEnum;
  /** 全年预算数不低于（万元） */
  readonly at_least: string | null;
  /** 按自评等级抽取的等级 */
  grades: Array<string>;
  /** 每部门张数 */
  readonly per_department: number | null;
  /** 种子 */
  readonly seed: string;
  /** 应提供的材料 */
  materials: Array<string>;
  /** 时间 */
  readonly at: string;
  /** 作废时间 */
  readonly cancelled: string | null;
  /** 作废的理由 */
  readonly cancel_reason: string;
};

export type SpotLine = {
  /** 指标的一级、二级、三级；其余部分只有名称 */
  key: Array<string>;
  /** 分值 */
  points: string;
  /** 自评得分 */
  own: string | null;
  /** 自评得分的算式 */
  words: string;
};

export type SpotMaterial = {
  /** 应提供的材料 */
  name: string;
  /** 状态 * `provided` - 已提供 * `partly` - 部分提供 * `missing` - 未提供 * `not_needed` - 不需要 */
  state: MaterialState;
  /** 说明 */
  note: string;
};

export type SpotScore = {
  /** 指标的一级、二级、三级；其余部分只有名称 */
  key: Array<string>;
  /** 分值 */
  points: string;
  /** 自评得分；未定的为空 */
  own: string;
  /** 抽查得分 */
  checked: string;
  /** 不同的理由 */
  reason: string;
};

export type StandardIndicator = {
  readonly id: number;
  /** 财政局 */
  readonly office: number;
  /** 指标编码 */
  readonly code: string;
  /** 启用年度 */
  readonly first_year: number;
  /** 停用年度 */
  readonly last_year: number | null;
  /** 适用项目 */
  readonly project_class: string;
  /** 行业 */
  readonly industry: string;
  /** 领域 */
  readonly policy_field: string;
  /** 一级指标 */
  readonly level1: string;
  /** 二级指标 */
  readonly level2: string;
  /** 三级指标 */
  readonly name: string;
  /** 指标解释 */
  readonly description: string;
  /** 计算公式 */
  readonly formula: string;
  /** 指标性质 * `higher` - 正向 * `lower` - 反向 * `qualitative` - 定性 */
  direction: DirectionEnum | BlankEnum;
  /** 参考值 */
  readonly reference_value: string;
  /** 计量单位 */
  readonly unit: string;
  /** 取值依据 */
  readonly basis: string;
  /** 评分标准 */
  readonly standard: string;
  /** 数据来源 */
  readonly data_source: string;
  /** 共性指标 */
  readonly common: boolean;
  /** ★必选 */
  readonly required: boolean;
  /** 锁定 */
  readonly locked: boolean;
  /** 来源文件 */
  readonly source_document: string;
  /** 使用次数 */
  readonly uses: number;
  /** 有数值的 */
  readonly measured: number;
  /** 中位数 */
  readonly median: string | null;
  /** 中位数的单位 */
  readonly measured_unit: string;
};

export type Standing = {
  /** 部门 */
  department: number;
  /** 绩效文本 */
  statement: number;
  /** 状态 * `drafting` - drafting * `first_review` - first_review * `second_review` - second_review * `approval` - approval * `approved` - approved * `published` - published * `returned` - returned * `returned_to_unit` - returned_to_unit * `adjusting` - adjusting * `requested` - requested */
  state: StandingStateEnum;
  /** 您看得到的项目数 */
  projects: number;
  /** 您看得到的项目金额合计（万元） */
  total: string | null;
  /** 您看得到的单位，按单位填报的状态计数 */
  shares: Record<string, number>;
};

/** * `drafting` - drafting * `first_review` - first_review * `second_review` - second_review * `approval` - approval * `approved` - approved * `published` - published * `returned` - returned * `returned_to_unit` - returned_to_unit * `adjusting` - adjusting * `requested` - requested */
export type StandingStateEnum = "drafting" | "first_review" | "second_review" | "approval" | "approved" | "published" | "returned" | "returned_to_unit" | "adjusting" | "requested";

export type Statement = {
  readonly id: number;
  /** 部门 */
  readonly department: number;
  /** 财政区划代码 */
  office: string;
  /** 部门编码 */
  code: string;
  /** 部门名称 */
  name: string;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 省份 */
  readonly province: string;
  /** 版本 */
  readonly edition: string;
  /** 状态 */
  readonly state: StatementState;
  /** 轮次 */
  readonly round: number;
  /** 版次 */
  readonly version: number;
  /** 您看得到的项目数 */
  project_count: number;
  /** 您看得到的项目金额合计（万元） */
  total: string | null;
  /** 批复版 */
  readonly approved_revision: number | null;
  /** 公开版 */
  readonly published_revision: number | null;
  /** 建立时间 */
  readonly created: string;
  /** 更新时间 */
  readonly updated: string;
};

/** 绩效文本的内容；与留存、导出的 JSON 同一形状。金额单位为万元。 */
export type StatementContent = {
  /** 省份 */
  province: string;
  /** 版本 */
  edition: string;
  /** 预算年度 */
  year?: number | null;
  /** 部门编码 */
  department_code?: string;
  /** 部门名称 */
  department_name?: string;
  cover?: CoverContent;
  sections?: Array<SectionContent>;
  /** 绩效目标 */
  goals?: Array<GoalContent>;
  funding?: Array<FundingLine>;
  projects?: Array<ProjectContent>;
  /** 表样 */
  form?: string;
  /** 年度主要任务 */
  tasks?: Array<TaskContent>;
  /** 资金来源（万元） */
  funds?: Array<FundLine>;
  /** 本表其他栏目 */
  fields?: Array<OwnField>;
};

export type StatementDetail = {
  readonly id: number;
  /** 部门 */
  readonly department: number;
  /** 财政区划代码 */
  office: string;
  /** 部门编码 */
  code: string;
  /** 部门名称 */
  name: string;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 省份 */
  readonly province: string;
  /** 版本 */
  readonly edition: string;
  /** 状态 */
  readonly state: StatementState;
  /** 轮次 */
  readonly round: number;
  /** 版次 */
  readonly version: number;
  /** 您看得到的项目数 */
  project_count: number;
  /** 您看得到的项目金额合计（万元） */
  total: string | null;
  /** 批复版 */
  readonly approved_revision: number | null;
  /** 公开版 */
  readonly published_revision: number | null;
  /** 建立时间 */
  readonly created: string;
  /** 更新时间 */
  readonly updated: string;
  /** 您只看得到部分项目 */
  partial: boolean;
  /** 现在可由您修改的部分 */
  editable: Editable;
  /** include=content 时给出。 */
  content?: unknown;
  /** include=findings 时给出。 */
  findings?: Array<AnsweredFinding>;
};

/** * `drafting` - 编制中 * `first_review` - 财政初审 * `second_review` - 财政复审 * `approval` - 待批复 * `approved` - 已批复 * `published` - 已公开 * `returned` - 退回部门 * `returned_to_unit` - 退回单位 * `adjusting` - 调整中 * `requested` - 申请调整 */
export type StatementState = "drafting" | "first_review" | "second_review" | "approval" | "approved" | "published" | "returned" | "returned_to_unit" | "adjusting" | "requested";

/** * `submit` - submit * `recall` - recall * `pass` - pass * `exempt` - exempt * `return` - return * `return_to_unit` - return_to_unit * `send_back` - send_back * `approve` - approve * `revoke` - revoke * `publish` - publish * `unpublish` - unpublish * `adjust` - adjust * `cancel` - cancel * `allow` - allow * `refuse` - refuse * `apply` - apply * `forward` - forward * `grant` - grant * `decline` - decline * `withdraw` - withdraw * `grade` - grade * `rectify` - rectify * `close` - close */
export type StepEnum = "submit" | "recall" | "pass" | "exempt" | "return" | "return_to_unit" | "send_back" | "approve" | "revoke" | "publish" | "unpublish" | "adjust" | "cancel" | "allow" | "refuse" | "apply" | "forward" | "grant" | "decline" | "withdraw" | "grade" | "rectify" | "close";

export type Subcategory = {
  readonly id: number;
  /** 一级指标 */
  readonly category: number;
  /** 二级指标 */
  readonly label: string;
  /** 类别 */
  readonly kind: string;
  /** 顺序 */
  readonly position: number;
};

export type Suggested = {
  /** 问题标识 */
  fingerprint: string;
  /** 规则编码 */
  code: string;
  /** 位置 */
  place: string;
  /** 指标库里最相近的三个指标，写明来源和用过几次；没有指标值。 */
  readonly templates: Array<Template>;
};

export type SuggestedWords = {
  /** 按栏目的文字；对照的为 reason */
  texts: Record<string, string>;
  /** 对照的：第几条目标，从0数起 */
  goal: number;
  /** 对照的：第几行指标，从0数起 */
  indicator: number;
};

export type Taken = {
  /** 办理记录 */
  event: number;
  label: string;
  state: TakenStateEnum;
  /** 版次；即 ETag。 */
  version: number;
};

export type TakenFigures = {
  /** 财政局 */
  office: number;
  /** 预算年度 */
  fiscal_year: number;
  /** 轮次 * `first` - 一上 * `second` - 二上 */
  round: RoundEnum;
  /** 一行一个项目 */
  rows: Array<SentFigure>;
  /** 预览所给的摘要。 */
  digest: string;
  /** 要导入的几类。 */
  groups: Array<TakenFiguresGroupsEnum>;
};

/** * `new` - 新增 * `changed` - 更改 * `renamed` - 更名 * `gone` - 名单里没有了 */
export type TakenFiguresGroupsEnum = "new" | "changed" | "renamed" | "gone";

export type TakenStandards = {
  /** 财政局 */
  office: number;
  /** 自哪一年起 */
  year: number;
  /** 一行一个指标 */
  rows: Array<SentStandard>;
  /** 预览所给的摘要。 */
  digest: string;
  /** 要导入的几类。 */
  groups: Array<TakenStandardsGroupsEnum>;
};

/** * `new` - 新增 * `renewed` - 更新为新版 * `corrected` - 更正当年版 * `retired` - 停用 * `gone` - 名单里没有了 */
export type TakenStandardsGroupsEnum = "new" | "renewed" | "corrected" | "retired" | "gone";

/** * `drafting` - 编制中 * `first_review` - 财政初审 * `second_review` - 财政复审 * `approval` - 待批复 * `approved` - 已批复 * `published` - 已公开 * `returned` - 退回部门 * `returned_to_unit` - 退回单位 * `adjusting` - 调整中 * `requested` - 申请调整 * `filling` - 填报中 * `submitted` - 已报送 * `passed` - 部门通过 * `unit_returned` - 已退回 */
export type TakenStateEnum = "drafting" | "first_review" | "second_review" | "approval" | "approved" | "published" | "returned" | "returned_to_unit" | "adjusting" | "requested" | "filling" | "submitted" | "passed" | "unit_returned";

export type Tally = {
  new: number;
  changed: number;
  moved: number;
  unchanged: number;
  removed: number;
};

export type Task = {
  readonly id: number;
  /** 财政局 */
  readonly office: number;
  /** 预算年度 */
  readonly fiscal_year: number;
  /** 监控类型 */
  readonly kind: MonitoringKind;
  /** 监控期间 */
  readonly label: string;
  /** 监控要求 */
  readonly description: string;
  /** 数据截止日期 */
  readonly cutoff: string;
  /** 报送截止日期 */
  readonly due: string;
  /** 关闭时间 */
  readonly closed: string | null;
  /** 预警参数 */
  settings: Record<string, unknown>;
  /** 监控对象 */
  addressees: Record<string, unknown>;
};

export type TaskContent = {
  /** 名称 */
  name: string;
  /** 正文 */
  text?: string;
  goal?: string;
  /** 资金来源（万元） */
  funds?: Array<FundLine>;
  /** 本表其他栏目 */
  fields?: Array<OwnField>;
};

export type Template = {
  readonly id: number;
  /** 财政区划代码 */
  readonly office_code: string;
  /** 省份 */
  readonly province: string;
  /** 类别 */
  readonly family: string;
  /** 一级指标 */
  readonly level1: string;
  /** 二级指标 */
  readonly level2: string;
  /** 三级指标 */
  readonly name: string;
  /** 绩效指标描述 */
  readonly description: string;
  /** 计量单位 */
  readonly unit: string;
  /** 方向 * `higher` - 正向 * `lower` - 反向 * `qualitative` - 定性 */
  direction: DirectionEnum | BlankEnum;
  /** 适用项目 */
  readonly project_class: string;
  /** 使用次数 */
  readonly uses: number;
  /** 来源 */
  readonly source: TemplateSourceEnum;
  /** 候选 */
  readonly candidate: boolean;
  /** 停用 */
  readonly retired: boolean;
};

/** * `seeded` - 内置 * `gathered` - 已批复文本 * `own` - 本级自建 */
export type TemplateSourceEnum = "seeded" | "gathered" | "own";

export type ToldChange = {
  /** 种类 * `statement` - statement * `project` - project * `indicator` - indicator * `monitoring_report` - monitoring_report * `evaluation` - evaluation */
  kind: ToldChangeKindEnum;
  /** 编号，与各列表中的 id 相同 */
  id: number;
  /** created 游标之后新增；changed 有修改；deleted 已删除，或已不在可见范围 * `created` - created * `changed` - changed * `deleted` - deleted */
  change: ToldChangeChangeEnum;
  /** 编排的时间，不早于变更 */
  at: string;
};

/** * `created` - created * `changed` - changed * `deleted` - deleted */
export type ToldChangeChangeEnum = "created" | "changed" | "deleted";

/** * `statement` - statement * `project` - project * `indicator` - indicator * `monitoring_report` - monitoring_report * `evaluation` - evaluation */
export type ToldChangeKindEnum = "statement" | "project" | "indicator" | "monitoring_report" | "evaluation";

/** * `money` - 钱对不上 * `unfulfilled` - 承诺没人做 * `counted_twice` - 成效算两次 * `years` - 跨年 * `no_goal` - 目标不是目标 * `misplaced` - 放错类 * `unclear` - 说不清 * `wording` - 写法 */
export type TopicEnum = "money" | "unfulfilled" | "counted_twice" | "years" | "no_goal" | "misplaced" | "unclear" | "wording";

export type Trail = {
  /** 序号 */
  readonly number: number;
  /** 时间 */
  readonly time: string;
  /** 操作人标识 */
  readonly actor_id: string;
  /** 操作人 */
  readonly actor_name: string;
  /** 来源地址 */
  readonly address: string;
  /** 会话 */
  readonly session: string;
  /** 操作 */
  readonly action: TrailAction;
  /** 对象类别 */
  readonly subject_kind: string;
  /** 对象标识 */
  readonly subject_id: string;
  /** 对象 */
  readonly subject_name: string;
  /** 财政区划代码 */
  readonly office_code: string;
  /** 结果 */
  readonly result: TrailResult;
  /** 说明 */
  readonly details: string;
  /** 前一条校验值 */
  readonly prev_hash: string;
  /** 校验值 */
  readonly hash: string;
};

/** * `sign_in` - 登录 * `sign_out` - 退出 * `failed_sign_in` - 登录失败 * `refusal` - 拒绝 * `role_change` - 角色变更 * `user_change` - 用户变更 * `import` - 导入 * `export` - 导出 * `edit` - 填报修改 * `step` - 流程操作 * `comment` - 意见 * `waiver` - 问题说明 * `language_model` - 询问语言模型 * `settings` - 基础数据与设置 * `purge` - 清理操作记录 * `key_change` - 更换校验密钥 */
export type TrailAction = "sign_in" | "sign_out" | "failed_sign_in" | "refusal" | "role_change" | "user_change" | "import" | "export" | "edit" | "step" | "comment" | "waiver" | "language_model" | "settings" | "purge" | "key_change";

/** * `done` - 完成 * `refused` - 拒绝 * `failed` - 失败 */
export type TrailResult = "done" | "refused" | "failed";

export type Unit = {
  readonly id: number;
  /** 部门 */
  readonly department: number;
  /** 部门编码 */
  department_code: string;
  /** 单位编码 */
  readonly code: string;
  /** 名称 */
  readonly name: string;
  /** 顺序 */
  readonly position: number;
};

export type Urged = {
  /** 催办的部门数 */
  departments: number;
  /** 通知的人数，今天已经催办过的不重复 */
  people: number;
};

/** * `rewrite_goal` - 改写一条绩效目标 * `rewrite_indicator` - 改写一条指标 * `propose` - 按用途提出指标 * `relevance` - 对照目标和指标是否相关 */
export type UseEnum = "rewrite_goal" | "rewrite_indicator" | "propose" | "relevance";

/** * `accepted` - 同意 * `rejected` - 不接受 */
export type Verdict = "accepted" | "rejected";

export type Vocabulary = {
  readonly id: number;
  /** 省份 */
  readonly province: string;
  /** 版本 */
  readonly edition: string;
  /** 一级指标 */
  readonly label: string;
  /** 类别 */
  readonly kind: string;
  /** 顺序 */
  readonly position: number;
  /** 二级指标 */
  subcategories: Array<Subcategory>;
};

export type Waiver = {
  readonly id: number;
  /** 规则编号 */
  readonly code: string;
  /** 问题标识 */
  readonly fingerprint: string;
  /** 理由 */
  readonly reason: string;
  /** 说明人 */
  person: string;
  /** 时间 */
  readonly at: string;
  /** 审核人的意见 */
  readonly verdict: Verdict;
  /** 不接受的理由 */
  readonly objection: string;
  /** 审核时间 */
  readonly judged_at: string | null;
};

export type Way = {
  /** 怎样改 */
  label: string;
  edits: Array<Edit>;
};

/** * `amount` - 按金额 * `grade` - 按自评等级 * `random` - 每部门随机 */
export type WayEnum = "amount" | "grade" | "random";

/** * `place` - place * `all` - all * `undo` - undo */
export type WhatEnum = "place" | "all" | "undo";

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type Wording = {
  /** 财政局 */
  office: number;
  /** 预算年度 */
  fiscal_year: number;
  kind?: MonitoringKind;
  /** 监控期间，如“1–7月” */
  label: string;
  /** 数据截止日期 */
  cutoff: string;
  /** 报送截止日期 */
  due: string;
  /** 监控要求 */
  description?: string;
  /** 随系统提供的预警参数；与 settings 二选一 * `national` - 全国通用（时间进度） * `pidu-2026` - 成都郫都 2026（固定阈值，5 个工作日答复） * `sichuan-2025` - 四川 2025（固定阈值） * `hebei` - 河北（资金支出计划） */
  shipped?: ShippedEnum;
  /** 预警参数，与读到的 settings 形式相同 */
  settings?: Record<string, unknown>;
  /** 监控对象，不填即全部项目 */
  addressees?: Addressees;
};

/** * `submit` - 报送 * `recall` - 撤回 * `pass` - 通过 * `exempt` - 免报 * `return` - 退回 * `return_to_unit` - 退回单位 * `send_back` - 退回初审 * `approve` - 批复 * `revoke` - 撤回批复 * `publish` - 公开 * `unpublish` - 撤下公开 * `adjust` - 调整 * `cancel` - 取消调整 * `allow` - 同意调整 * `refuse` - 不同意调整 * `apply` - 提出申请 * `forward` - 转报财政 * `grant` - 同意申请 * `decline` - 不予同意 * `withdraw` - 撤回申请 * `grade` - 评定 * `rectify` - 要求整改 * `close` - 办结 */
export type WorkflowAction = "submit" | "recall" | "pass" | "exempt" | "return" | "return_to_unit" | "send_back" | "approve" | "revoke" | "publish" | "unpublish" | "adjust" | "cancel" | "allow" | "refuse" | "apply" | "forward" | "grant" | "decline" | "withdraw" | "grade" | "rectify" | "close";

/** For serializers: a member that is not declared is a fault, and so is a change that names none. */
export type WrittenSheet = {
  marks?: Array<Mark>;
  /** 总评等级 * `excellent` - 优 * `good` - 良 * `fair` - 中 * `poor` - 差 */
  grade?: Grade | BlankEnum;
  /** 审核意见 */
  opinion?: string;
  /** 审核结论 * `pass` - 通过 * `pass_with_edit` - 完善后通过 * `return` - 退回修改 * `reject` - 不予支持 */
  decision?: WrittenSheetDecisionEnum | BlankEnum;
};

/** * `pass` - 通过 * `pass_with_edit` - 完善后通过 * `return` - 退回修改 * `reject` - 不予支持 */
export type WrittenSheetDecisionEnum = "pass" | "pass_with_edit" | "return" | "reject";

/** 每个操作：条件、送出的内容、应答。键是方法和地址。 */
export interface Operations {
  /** 看得到其全部文本的批复文，含已作废的 */
  "GET /api/v1/approval-letters/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 预算年度 */
      fiscal_year?: number;
      /** 财政局 */
      office?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedApprovalLetterList;
  };
  /** 办理批复文 */
  "POST /api/v1/approval-letters/": {
    body: SentLetter;
    answer: ApprovalLetter;
  };
  /** 作废批复文 */
  "POST /api/v1/approval-letters/{id}/cancel/": {
    body: SentReason;
    answer: ApprovalLetter;
  };
  /** 批复文的文件 */
  "GET /api/v1/approval-letters/{id}/document.{suffix}": {
    answer: Blob;
  };
  /** 各轮次的预算数 */
  "GET /api/v1/budget-figures/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 预算年度 */
      fiscal_year?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 轮次 * `first` - 一上 * `second` - 二上 */
      round?: "first" | "second";
      /** 预算单位 */
      unit?: number;
    };
    answer: PaginatedBudgetFigureList;
  };
  /** 导入预算数 */
  "POST /api/v1/budget-figures/": {
    body: TakenFigures;
    answer: Plan;
  };
  /** 预览：一份预算数名单会改变什么 */
  "POST /api/v1/budget-figures/preview/": {
    body: SentFigures;
    answer: Plan;
  };
  /** 游标之后的变更 */
  "GET /api/v1/changes/": {
    query?: {
      /** 只看这些种类，可以重复。 */
      kind?: Array<"evaluation" | "indicator" | "monitoring_report" | "project" | "statement">;
      /** 每次条数，不写为200，最多1000。 */
      page_size?: number;
      /** 上次答复中的 cursor；不写时只答复起点。 */
      since?: string;
    };
    answer: ChangePage;
  };
  /** 批注列表 */
  "GET /api/v1/comments/": {
    query?: {
      /** 批注对象 */
      anchor?: string;
      /** 谁可以看 */
      audience?: string;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 所在行；与批注对象一起用 */
      row?: number | null;
      /** 搜索关键词。 */
      search?: string;
      /** 批注方 */
      side?: string;
      /** 状态 */
      state?: string;
      /** 绩效文本 */
      statement?: number;
      /** 预算单位 */
      unit?: number | null;
    };
    answer: PaginatedCommentWithRepliesList;
  };
  /** 提出批注 */
  "POST /api/v1/comments/": {
    body: NewComment;
    answer: CommentWithReplies;
  };
  /** 一条批注及其答复 */
  "GET /api/v1/comments/{id}/": {
    answer: CommentWithReplies;
  };
  /** 答复批注 */
  "POST /api/v1/comments/{id}/answer/": {
    body: Saying;
    answer: CommentWithReplies;
  };
  /** 重新打开批注 */
  "POST /api/v1/comments/{id}/reopen/": {
    body: Saying;
    answer: CommentWithReplies;
  };
  /** 解决批注 */
  "POST /api/v1/comments/{id}/resolve/": {
    body: Saying;
    answer: CommentWithReplies;
  };
  /** 发出批注草稿 */
  "POST /api/v1/comments/{id}/send/": {
    body: Saying;
    answer: CommentWithReplies;
  };
  /** 延期和取消延期，最后一次的有效 */
  "GET /api/v1/deadline-extensions/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 部门 */
      department?: number;
      /** 预算年度 */
      fiscal_year?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedExtensionList;
  };
  /** 给一个部门延期，或取消延期 */
  "POST /api/v1/deadline-extensions/": {
    body: SentExtension;
    answer: Moved;
  };
  /** 部门列表 */
  "GET /api/v1/departments/": {
    query?: {
      /** 部门编码 */
      code?: string;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 财政局 */
      office?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 搜索关键词。 */
      search?: string;
    };
    answer: PaginatedDepartmentList;
  };
  /** 新增部门 */
  "POST /api/v1/departments/": {
    body: SentDepartment;
    answer: Department;
  };
  /** 一个部门 */
  "GET /api/v1/departments/{id}/": {
    answer: Department;
  };
  /** 更改部门 */
  "PATCH /api/v1/departments/{id}/": {
    body: PatchedSentDepartment;
    answer: Department;
  };
  /** 删除部门 */
  "DELETE /api/v1/departments/{id}/": {
    answer: undefined;
  };
  /** 抽中的自评表 */
  "GET /api/v1/evaluation-drawn-cards/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 抽查名单 */
      draw?: number;
      /** 自评表 */
      evaluation?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedDrawnCardList;
  };
  /** 抽查名单，含已作废的 */
  "GET /api/v1/evaluation-draws/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 预算年度 */
      fiscal_year?: number;
      /** 财政局 */
      office?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedSpotCheckDrawList;
  };
  /** 抽取抽查名单 */
  "POST /api/v1/evaluation-draws/": {
    body: SentDraw;
    answer: DrawDetail;
  };
  /** 一份抽查名单 */
  "GET /api/v1/evaluation-draws/{id}/": {
    answer: DrawDetail;
  };
  /** 作废抽查名单 */
  "POST /api/v1/evaluation-draws/{id}/cancelling/": {
    body: SentCancelling;
    answer: DrawDetail;
  };
  /** 自评的办理记录 */
  "GET /api/v1/evaluation-events/": {
    query?: {
      /** 办理 */
      action?: string;
      /** 在此之后 */
      after?: string;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 自评表 */
      evaluation?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedEvaluationEventList;
  };
  /** 财政复核表 */
  "GET /api/v1/evaluation-rechecks/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 自评表 */
      evaluation?: number;
      /** 预算年度 */
      fiscal_year?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedRecheckSheetList;
  };
  /** 自评抽查表 */
  "GET /api/v1/evaluation-spot-checks/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 自评表 */
      evaluation?: number;
      /** 预算年度 */
      fiscal_year?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedSpotCheckList;
  };
  /** 自评结果应用的决定 */
  "GET /api/v1/evaluation-uses/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 决定 * `prefer` - 优先保障 * `keep` - 保障 * `compress` - 压缩 * `cancel` - 取消 * `suspend` - 暂停 * `rectify` - 整改 */
      decision?: "cancel" | "compress" | "keep" | "prefer" | "rectify" | "suspend";
      /** 自评表 */
      evaluation?: number;
      /** 预算年度 */
      fiscal_year?: number;
      /** 现在有效的 */
      in_force?: boolean;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedResultUseList;
  };
  /** 自评表 */
  "GET /api/v1/evaluations/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 预算年度 */
      fiscal_year?: number;
      /** Multiple values may be separated by commas. */
      id?: Array<number>;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 评分方案 * `national-2020` - 全国通用（10/50/30/10） * `national-cost-2021` - 全国通用，成本单列（10/20/40/20/10） * `sichuan-2025` - 四川 2025 * `pidu-2026` - 成都郫都 2026 * `yinchuan-2021` - 银川 2021 * `henan-2024` - 河南 2024 * `hubei` - 湖北 */
      scheme?: "henan-2024" | "hubei" | "national-2020" | "national-cost-2021" | "pidu-2026" | "sichuan-2025" | "yinchuan-2021";
      /** 搜索关键词。 */
      search?: string;
      /** 状态 */
      state?: string;
      /** 绩效文本 */
      statement?: number;
      /** 预算单位 */
      unit?: number | null;
    };
    answer: PaginatedEvaluationList;
  };
  /** 一张自评表 */
  "GET /api/v1/evaluations/{id}/": {
    answer: Evaluation;
  };
  /** 自评表可以批注的栏目 */
  "GET /api/v1/evaluations/{id}/comment-fields/": {
    answer: Array<CommentField>;
  };
  /** 自评表的内容、得分和审核发现 */
  "GET /api/v1/evaluations/{id}/content/": {
    answer: Card;
  };
  /** 填写自评表 */
  "PATCH /api/v1/evaluations/{id}/content/": {
    body: PatchedCardContent;
    answer: Card;
  };
  /** 导出自评表 */
  "GET /api/v1/evaluations/{id}/document.{suffix}": {
    answer: Blob;
  };
  /** 为自评表上传佐证材料 */
  "POST /api/v1/evaluations/{id}/evidence/": {
    body: SentEvidence;
    answer: Evidence;
  };
  /** 填写财政复核表 */
  "POST /api/v1/evaluations/{id}/recheck/": {
    body: SentRecheck;
    answer: RecheckSheet;
  };
  /** 空白的抽查表 */
  "GET /api/v1/evaluations/{id}/spot-check/": {
    answer: BlankSpotCheck;
  };
  /** 填写抽查表 */
  "POST /api/v1/evaluations/{id}/spot-check/": {
    body: SentSpotCheck;
    answer: SpotCheck;
  };
  /** 自评表现在可办理的事项 */
  "GET /api/v1/evaluations/{id}/steps/": {
    answer: Array<OpenStep>;
  };
  /** 办理自评表 */
  "POST /api/v1/evaluations/{id}/steps/{step}/": {
    body: EvaluationAsking;
    answer: EvaluationTaken;
  };
  /** 办理记录 */
  "GET /api/v1/events/": {
    query?: {
      /** 办理 */
      action?: string;
      /** 在此之后 */
      after?: string;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 绩效文本 */
      statement?: number;
      /** 预算单位 */
      unit?: number | null;
    };
    answer: PaginatedEventList;
  };
  /** 佐证材料和依据文件，含已移除的 */
  "GET /api/v1/evidence/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 绩效自评 */
      evaluation?: number | null;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 监控报告 */
      report?: number | null;
      /** 绩效文本 */
      statement?: number;
    };
    answer: PaginatedEvidenceList;
  };
  /** 佐证材料、依据文件的内容 */
  "GET /api/v1/evidence/{id}/file/": {
    answer: Blob;
  };
  /** 移除佐证材料或依据文件，可以恢复 */
  "POST /api/v1/evidence/{id}/remove/": {
    answer: Evidence;
  };
  /** 恢复移除的佐证材料或依据文件 */
  "POST /api/v1/evidence/{id}/restore/": {
    answer: Evidence;
  };
  /** 读入交换包：预览 */
  "POST /api/v1/exchange/": {
    body: Package;
    answer: PackagePreview;
  };
  /** 读入交换包：确认 */
  "POST /api/v1/exchange/confirm/": {
    body: ConfirmingPackage;
    answer: ReadPackage;
  };
  /** 财政局列表 */
  "GET /api/v1/finance-offices/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 财政区划代码 */
      division_code?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 省份 */
      province?: string;
      /** 搜索关键词。 */
      search?: string;
    };
    answer: PaginatedFinanceOfficeList;
  };
  /** 新增财政局 */
  "POST /api/v1/finance-offices/": {
    body: SentFinanceOffice;
    answer: FinanceOffice;
  };
  /** 一个财政局 */
  "GET /api/v1/finance-offices/{id}/": {
    answer: FinanceOffice;
  };
  /** 更改财政局 */
  "PATCH /api/v1/finance-offices/{id}/": {
    body: PatchedSentFinanceOffice;
    answer: FinanceOffice;
  };
  /** 删除财政局 */
  "DELETE /api/v1/finance-offices/{id}/": {
    answer: undefined;
  };
  /** 指标列表 */
  "GET /api/v1/indicators/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 预算年度 */
      fiscal_year?: number;
      /** Multiple values may be separated by commas. */
      id?: Array<number>;
      /** 值的形式 * `empty` - 未填 * `number` - 数值 * `percent` - 百分比 * `range` - 区间 * `deadline` - 时限 * `grade` - 定性等次 * `phrase` - 文字描述 */
      kind?: "deadline" | "empty" | "grade" | "number" | "percent" | "phrase" | "range";
      /** 二级指标 */
      level2?: string;
      /** 名称中含有 */
      name?: string;
      /** 财政区划代码 */
      office?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 项目 */
      project?: number;
    };
    answer: PaginatedIndicatorList;
  };
  /** 后台任务 */
  "GET /api/v1/jobs/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 种类 */
      kind?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 状态 */
      state?: string;
    };
    answer: PaginatedJobList;
  };
  /** 申请材料包或汇总 */
  "POST /api/v1/jobs/": {
    body: NewJob;
    answer: Job;
  };
  /** 一个任务 */
  "GET /api/v1/jobs/{id}/": {
    answer: Job;
  };
  /** 取消任务 */
  "POST /api/v1/jobs/{id}/cancel/": {
    answer: Job;
  };
  /** 取用任务的结果 */
  "GET /api/v1/jobs/{id}/file/": {
    answer: Blob;
  };
  /** 没有报送的部门 */
  "GET /api/v1/late-departments/": {
    query: {
      /** 预算年度 */
      fiscal_year: number;
      /** 财政局 */
      office: number;
    };
    answer: Array<Late>;
  };
  /** 催办 */
  "POST /api/v1/late-departments/": {
    body: SentUrging;
    answer: Urged;
  };
  /** 指标列表 */
  "GET /api/v1/library/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 类别 */
      family?: string;
      /** 一级指标 */
      level1?: string;
      /** 二级指标 */
      level2?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 适用项目 */
      project_class?: string;
      /** 搜索关键词。 */
      search?: string;
      /** 来源 */
      source?: string;
    };
    answer: PaginatedTemplateList;
  };
  /** 新增指标 */
  "POST /api/v1/library/": {
    body: SentTemplate;
    answer: Template;
  };
  /** 一个指标 */
  "GET /api/v1/library/{id}/": {
    answer: Template;
  };
  /** 更改指标 */
  "PATCH /api/v1/library/{id}/": {
    body: PatchedSentTemplate;
    answer: Template;
  };
  /** 删除指标 */
  "DELETE /api/v1/library/{id}/": {
    answer: undefined;
  };
  /** 监控预警和答复 */
  "GET /api/v1/monitoring-alerts/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 监控报告 */
      report?: number;
      /** 状态 * `alert_open` - 待答复 * `alert_answered` - 已答复 * `alert_overdue` - 逾期未答复 * `alert_lapsed` - 不再成立 */
      state?: "alert_answered" | "alert_lapsed" | "alert_open" | "alert_overdue";
      /** 监控任务 */
      task?: number;
    };
    answer: PaginatedAlertList;
  };
  /** 答复监控预警 */
  "POST /api/v1/monitoring-alerts/{id}/answer/": {
    body: AlertAnswer;
    answer: Alert;
  };
  /** 监控报告的办理记录 */
  "GET /api/v1/monitoring-events/": {
    query?: {
      /** 办理 */
      action?: string;
      /** 在此之后 */
      after?: string;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 监控报告 */
      report?: number;
    };
    answer: PaginatedReportEventList;
  };
  /** 监控报告，没有单位的是部门汇总 */
  "GET /api/v1/monitoring-reports/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** Multiple values may be separated by commas. */
      id?: Array<number>;
      /** 财政重点关注 */
      marked?: boolean;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 已暂停 */
      paused?: boolean;
      /** 状态 * `monitoring` - 监控填报 * `monitoring_returned` - 监控退回 * `monitoring_rectifying` - 整改中 * `monitoring_department` - 部门审核监控 * `monitoring_finance` - 财政审核监控 * `monitoring_closed` - 监控办结 */
      state?: "monitoring" | "monitoring_closed" | "monitoring_department" | "monitoring_finance" | "monitoring_rectifying" | "monitoring_returned";
      /** 绩效文本 */
      statement?: number;
      /** 监控任务 */
      task?: number;
    };
    answer: PaginatedReportList;
  };
  /** 一份监控报告 */
  "GET /api/v1/monitoring-reports/{id}/": {
    answer: Report;
  };
  /** 监控报告的内容、灯和还欠的 */
  "GET /api/v1/monitoring-reports/{id}/content/": {
    answer: ReportContents;
  };
  /** 填写监控报告 */
  "PATCH /api/v1/monitoring-reports/{id}/content/": {
    body: PatchedReportContent;
    answer: ReportContents;
  };
  /** 导出部门的监控报告 */
  "GET /api/v1/monitoring-reports/{id}/department.{suffix}": {
    answer: Blob;
  };
  /** 导出监控表 */
  "GET /api/v1/monitoring-reports/{id}/document.{suffix}": {
    answer: Blob;
  };
  /** 为监控报告上传佐证材料 */
  "POST /api/v1/monitoring-reports/{id}/evidence/": {
    body: SentEvidence;
    answer: Evidence;
  };
  /** 标记财政重点关注 */
  "POST /api/v1/monitoring-reports/{id}/mark/": {
    body: Marking;
    answer: Report;
  };
  /** 监控报告现在可办理的事项 */
  "GET /api/v1/monitoring-reports/{id}/steps/": {
    answer: Array<OpenStep>;
  };
  /** 办理监控报告 */
  "POST /api/v1/monitoring-reports/{id}/steps/{step}/": {
    body: ReportAsking;
    answer: ReportTaken;
  };
  /** 监控任务 */
  "GET /api/v1/monitoring-tasks/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 预算年度 */
      fiscal_year?: number;
      /** 财政局 */
      office?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedTaskList;
  };
  /** 安排监控任务 */
  "POST /api/v1/monitoring-tasks/": {
    body: Wording;
    answer: OpenedTask;
  };
  /** 一项监控任务 */
  "GET /api/v1/monitoring-tasks/{id}/": {
    answer: Task;
  };
  /** 关闭或重新开放监控任务 */
  "POST /api/v1/monitoring-tasks/{id}/closing/": {
    body: Closing;
    answer: Task;
  };
  /** 监控报告的离线工作簿：预览 */
  "POST /api/v1/monitoring-tasks/{id}/offline/": {
    body: PapersFile;
    answer: PapersPreview;
  };
  /** 监控报告的离线工作簿 */
  "GET /api/v1/monitoring-tasks/{id}/offline.xlsx": {
    answer: Blob;
  };
  /** 监控报告的离线工作簿：确认 */
  "POST /api/v1/monitoring-tasks/{id}/offline/confirm/": {
    body: ConfirmPapers;
    answer: PapersDone;
  };
  /** 补建监控报告，按新批复版更新 */
  "POST /api/v1/monitoring-tasks/{id}/reports/": {
    answer: Job;
  };
  /** 本人各类通知的邮件设置 */
  "GET /api/v1/notice-preferences/": {
    answer: NoticePreferences;
  };
  /** 更改本人的邮件设置 */
  "PATCH /api/v1/notice-preferences/": {
    body: PatchedNoticePreferences;
    answer: NoticePreferences;
  };
  /** 本局的表样，草稿只有管理它的人看得见 */
  "GET /api/v1/office-forms/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 财政局 */
      office?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 状态 * `draft` - 草稿 * `released` - 已发布 * `retired` - 停用 */
      state?: "draft" | "released" | "retired";
    };
    answer: PaginatedOfficeFormList;
  };
  /** 取入一份表样为草稿 */
  "POST /api/v1/office-forms/": {
    body: SentOfficeForm;
    answer: OfficeForm;
  };
  /** 项目列表 */
  "GET /api/v1/projects/": {
    query?: {
      /** 项目编码 */
      code?: string;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 部门 */
      department?: number;
      /** 预算年度 */
      fiscal_year?: number;
      /** Multiple values may be separated by commas. */
      id?: Array<number>;
      /** 一并给出每个项目的全部内容。 */
      include?: "content";
      /** 已锁定 */
      locked?: boolean;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 搜索关键词。 */
      search?: string;
      /** 预算单位 */
      unit?: number;
    };
    answer: PaginatedProjectWithTreeList;
  };
  /** 全部项目，一行一个 */
  "GET /api/v1/projects.ndjson": {
    query?: {
      /** 项目编码 */
      code?: string;
      /** 部门 */
      department?: number;
      /** 预算年度 */
      fiscal_year?: number;
      /** Multiple values may be separated by commas. */
      id?: Array<number>;
      /** 一并给出每个项目的全部内容。 */
      include?: "content";
      /** 已锁定 */
      locked?: boolean;
      /** 搜索关键词。 */
      search?: string;
      /** 预算单位 */
      unit?: number;
    };
    answer: Array<ProjectWithTree>;
  };
  /** 一个项目 */
  "GET /api/v1/projects/{id}/": {
    query?: {
      /** 一并给出审核问题。 */
      include?: "findings";
    };
    answer: ProjectWithFindings;
  };
  /** 项目内容 */
  "GET /api/v1/projects/{id}/content/": {
    answer: unknown;
  };
  /** 以新的内容替换项目 */
  "PUT /api/v1/projects/{id}/content/": {
    body: ProjectContent;
    answer: unknown;
  };
  /** 修改项目的若干栏目 */
  "PATCH /api/v1/projects/{id}/content/": {
    body: {
      /** 单位编码 */
      unit_code?: string;
      /** 单位名称 */
      unit_name?: string;
      /** 项目编码 */
      code?: string;
      /** 名称 */
      name?: string;
      /** 预算数（万元） */
      budget?: string | null;
      /** 财政资金（万元） */
      fiscal_funds?: string | null;
      /** 其他资金（万元） */
      other_funds?: string | null;
      /** 项目总预算（万元） */
      total_budget?: string | null;
      /** 项目本年度预算（万元） */
      annual_budget?: string | null;
      /** 资金用途 */
      purpose?: string;
      /** 项目类别 */
      project_class?: string;
      /** 项目属性 */
      continuity?: string;
      /** 项目负责人 */
      leader?: string;
      /** 联系电话 */
      phone?: string;
      /** 计划实施时间 */
      period?: string;
      /** 资金性质 */
      fund_nature?: string;
      /** 组织机构 */
      organisation?: string;
      /** 管理制度 */
      regulations?: string;
      spending_plan?: SpendingPlan | null;
      /** 绩效目标 */
      goals?: Array<string>;
      /** 阶段计划 */
      phases?: Array<PhaseContent>;
      indicators?: Array<IndicatorContent>;
      /** 空白指标类 */
      empty_families?: Array<EmptyFamily>;
      /** 表样 */
      form?: string;
      /** 主管部门 */
      department?: string;
      /** 项目性质 */
      nature?: string;
      /** 计划开始日期 */
      start_date?: string;
      /** 计划完成日期 */
      end_date?: string;
      /** 资金来源（万元） */
      funds?: Array<FundLine>;
      /** 中期目标 */
      mid_term?: GoalContent | null;
      /** 本表其他栏目 */
      fields?: Array<OwnField>;
    };
    answer: unknown;
  };
  /** 可以问什么，将要送出什么 */
  "GET /api/v1/projects/{id}/suggestions/": {
    query?: {
      /** 问什么，为 items 中的 key；写了才有 sent 和 digest。 */
      item?: string;
    };
    answer: ModelQuestions;
  };
  /** 问模型 */
  "POST /api/v1/projects/{id}/suggestions/": {
    body: ModelQuestion;
    answer: ModelSuggestion;
  };
  /** 采用模型的建议 */
  "POST /api/v1/projects/{id}/suggestions/adopt/": {
    body: ModelAdoption;
    answer: ModelAdopted;
  };
  /** 留存列表 */
  "GET /api/v1/revisions/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 绩效文本 */
      statement?: number;
      /** 预算单位 */
      unit?: number | null;
      /** 整份文本的留存 */
      whole?: boolean;
    };
    answer: PaginatedRevisionList;
  };
  /** 一份留存及其内容 */
  "GET /api/v1/revisions/{id}/": {
    answer: RevisionDetail;
  };
  /** 两份留存之间的差异 */
  "GET /api/v1/revisions/{id}/differences/": {
    query?: {
      /** 与之比较的另一份留存；不给出则与现在的文本比较。 */
      against?: number;
    };
    answer: Record<string, unknown>;
  };
  /** 规则调整的历次版本，最新的现行 */
  "GET /api/v1/rule-adjustments/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 预算年度 */
      fiscal_year?: number;
      /** 财政局 */
      office?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
    };
    answer: PaginatedRuleAdjustmentList;
  };
  /** 保存一版规则调整 */
  "POST /api/v1/rule-adjustments/": {
    body: SavedAdjustment;
    answer: RuleAdjustment;
  };
  /** 试算：一版规则调整会改变什么 */
  "POST /api/v1/rule-adjustments/preview/": {
    body: SentAdjustment;
    answer: Effects;
  };
  /** 各股室等着办理的和已办理的 */
  "GET /api/v1/section-figures/": {
    query?: {
      /** 已办理的是哪一预算年度的文本；不写即今年 */
      fiscal_year?: number;
    };
    answer: Array<SectionFigures>;
  };
  /** 文字部分列表 */
  "GET /api/v1/sections/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 种类 */
      kind?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 搜索关键词。 */
      search?: string;
      /** 绩效文本 */
      statement?: number;
    };
    answer: PaginatedSectionList;
  };
  /** 一段文字 */
  "GET /api/v1/sections/{id}/": {
    answer: Section;
  };
  /** 标准指标的各个版本 */
  "GET /api/v1/standard-indicators/": {
    query?: {
      /** 指标编码 */
      code?: string;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 财政局 */
      office?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 适用项目 */
      project_class?: string;
      /** 在用的年度；不写则为全部版本 */
      year?: number;
    };
    answer: PaginatedStandardIndicatorList;
  };
  /** 导入标准指标 */
  "POST /api/v1/standard-indicators/": {
    body: TakenStandards;
    answer: Plan;
  };
  /** 预览：一份标准指标名单会改变什么 */
  "POST /api/v1/standard-indicators/preview/": {
    body: SentStandards;
    answer: Plan;
  };
  /** 各部门的进度 */
  "GET /api/v1/standings/": {
    query: {
      /** 预算年度 */
      fiscal_year: number;
    };
    answer: Array<Standing>;
  };
  /** 绩效文本列表 */
  "GET /api/v1/statements/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 部门 */
      department?: number;
      /** 预算年度 */
      fiscal_year?: number;
      /** Multiple values may be separated by commas. */
      id?: Array<number>;
      /** 财政区划代码 */
      office?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 搜索关键词。 */
      search?: string;
      /** 状态 */
      state?: string;
      /** 在此之后有更新 */
      updated_after?: string;
    };
    answer: PaginatedStatementList;
  };
  /** 新建绩效文本 */
  "POST /api/v1/statements/": {
    body: {
      /** 部门 */
      department: number;
      /** 预算年度 */
      fiscal_year: number;
      content: StatementContent;
    };
    answer: Statement;
  };
  /** 一份绩效文本 */
  "GET /api/v1/statements/{id}/": {
    query?: {
      /** 一并给出内容、审核问题。 */
      include?: "content" | "content,findings" | "findings";
    };
    answer: StatementDetail;
  };
  /** 删除空白的绩效文本 */
  "DELETE /api/v1/statements/{id}/": {
    answer: undefined;
  };
  /** 文本的调整申请，新的在前；单位只看本单位的 */
  "GET /api/v1/statements/{id}/adjustments/": {
    answer: Array<AdjustmentRequest>;
  };
  /** 申请调整 */
  "POST /api/v1/statements/{id}/adjustments/": {
    body: Applying;
    answer: RequestStep;
  };
  /** 办理调整申请 */
  "POST /api/v1/statements/{id}/adjustments/{adjustment}/steps/{step}/": {
    body: Deciding;
    answer: RequestStep;
  };
  /** 认领一份文本的审核，或交给同事 */
  "POST /api/v1/statements/{id}/claim/": {
    body: SentClaim;
    answer: Claim;
  };
  /** 文本内容 */
  "GET /api/v1/statements/{id}/content/": {
    answer: unknown;
  };
  /** 以新的内容替换草稿 */
  "PUT /api/v1/statements/{id}/content/": {
    body: StatementContent;
    answer: unknown;
  };
  /** 修改草稿的若干部分 */
  "PATCH /api/v1/statements/{id}/content/": {
    body: {
      /** 省份 */
      province?: string;
      /** 版本 */
      edition?: string;
      /** 预算年度 */
      year?: number | null;
      /** 部门编码 */
      department_code?: string;
      /** 部门名称 */
      department_name?: string;
      cover?: CoverContent;
      sections?: Array<SectionContent>;
      /** 绩效目标 */
      goals?: Array<GoalContent>;
      funding?: Array<FundingLine>;
      projects?: Array<ProjectContent>;
      /** 表样 */
      form?: string;
      /** 年度主要任务 */
      tasks?: Array<TaskContent>;
      /** 资金来源（万元） */
      funds?: Array<FundLine>;
      /** 本表其他栏目 */
      fields?: Array<OwnField>;
    };
    answer: unknown;
  };
  /** 导出文件 */
  "GET /api/v1/statements/{id}/document.{suffix}": {
    answer: Blob | StatementContent;
  };
  /** 建立自评表 */
  "POST /api/v1/statements/{id}/evaluations/": {
    answer: Opened;
  };
  /** 自评表的离线工作簿：预览 */
  "POST /api/v1/statements/{id}/evaluations/offline/": {
    body: PapersFile;
    answer: PapersPreview;
  };
  /** 自评表的离线工作簿 */
  "GET /api/v1/statements/{id}/evaluations/offline.xlsx": {
    answer: Blob;
  };
  /** 自评表的离线工作簿：确认 */
  "POST /api/v1/statements/{id}/evaluations/offline/confirm/": {
    body: ConfirmPapers;
    answer: PapersDone;
  };
  /** 以说明代替修改的情况 */
  "GET /api/v1/statements/{id}/explanations/": {
    answer: Explained;
  };
  /** 同意或不接受说明 */
  "POST /api/v1/statements/{id}/explanations/verdicts/": {
    body: Judging;
    answer: Array<Waiver>;
  };
  /** 文本的审核问题 */
  "GET /api/v1/statements/{id}/findings/": {
    answer: Array<AnsweredFinding>;
  };
  /** 审了什么 */
  "GET /api/v1/statements/{id}/findings/account/": {
    answer: Account;
  };
  /** 填报质量参考（不影响报送） */
  "GET /api/v1/statements/{id}/findings/scores/": {
    answer: Scores;
  };
  /** 交出认领的审核 */
  "POST /api/v1/statements/{id}/give-back/": {
    answer: undefined;
  };
  /** 最近20次修改，逐栏列出改前和改后 */
  "GET /api/v1/statements/{id}/history/": {
    answer: Array<Sitting>;
  };
  /** 恢复 */
  "POST /api/v1/statements/{id}/history/{earlier}/restore/": {
    body: Restoring;
    answer: Restored;
  };
  /** 导入文件：预览 */
  "POST /api/v1/statements/{id}/import/": {
    body: Previewing;
    answer: Job | Preview;
  };
  /** 导入文件：确认 */
  "POST /api/v1/statements/{id}/import/confirm/": {
    body: Confirming;
    answer: Applied;
  };
  /** 一份文本的重点项目 */
  "GET /api/v1/statements/{id}/key-projects/": {
    answer: KeyProjects;
  };
  /** 标出重点项目 */
  "PUT /api/v1/statements/{id}/key-projects/": {
    body: SentKeyProjects;
    answer: KeyProjects;
  };
  /** 正在填写的审核表 */
  "GET /api/v1/statements/{id}/key-projects/{project}/sheet/": {
    answer: Sheet;
  };
  /** 填写审核表 */
  "PUT /api/v1/statements/{id}/key-projects/{project}/sheet/": {
    body: WrittenSheet;
    answer: Sheet;
  };
  /** 可以直接改正的问题 */
  "GET /api/v1/statements/{id}/mends/": {
    answer: Array<Mendable>;
  };
  /** 直接改正 */
  "POST /api/v1/statements/{id}/mends/": {
    body: Mending;
    answer: Mended;
  };
  /** 回收站：上次报送或退回以后删除的内容 */
  "GET /api/v1/statements/{id}/recycle-bin/": {
    answer: Array<Removed>;
  };
  /** 正在填写的审核表 */
  "GET /api/v1/statements/{id}/sheet/": {
    answer: Sheet;
  };
  /** 填写审核表 */
  "PUT /api/v1/statements/{id}/sheet/": {
    body: WrittenSheet;
    answer: Sheet;
  };
  /** 文本的审核表，新的在前 */
  "GET /api/v1/statements/{id}/sheets/": {
    answer: Array<Sheet>;
  };
  /** 文本现在可办理的事项 */
  "GET /api/v1/statements/{id}/steps/": {
    answer: Array<OpenStep>;
  };
  /** 办理文本 */
  "POST /api/v1/statements/{id}/steps/{step}/": {
    body: Asking;
    answer: Taken;
  };
  /** 没有现成改法的问题和相近的指标 */
  "GET /api/v1/statements/{id}/suggestions/": {
    answer: Array<Suggested>;
  };
  /** 为绩效文本上传依据文件 */
  "POST /api/v1/statements/{id}/supporting-files/": {
    body: SentSupporting;
    answer: Evidence;
  };
  /** 各单位填报的状态 */
  "GET /api/v1/statements/{id}/units/": {
    answer: Array<Share>;
  };
  /** 单位填报现在可办理的事项 */
  "GET /api/v1/statements/{id}/units/{unit}/steps/": {
    answer: Array<OpenStep>;
  };
  /** 办理单位填报 */
  "POST /api/v1/statements/{id}/units/{unit}/steps/{step}/": {
    body: Asking;
    answer: Taken;
  };
  /** 文本的问题说明 */
  "GET /api/v1/statements/{id}/waivers/": {
    answer: Array<Waiver>;
  };
  /** 说明问题的理由 */
  "POST /api/v1/statements/{id}/waivers/": {
    body: Answering;
    answer: Array<Waiver>;
  };
  /** 撤回说明 */
  "DELETE /api/v1/statements/{id}/waivers/{fingerprint}/": {
    answer: undefined;
  };
  /** 二级指标列表 */
  "GET /api/v1/subcategories/": {
    query?: {
      /** 一级指标 */
      category?: number;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 搜索关键词。 */
      search?: string;
    };
    answer: PaginatedSubcategoryList;
  };
  /** 新增二级指标 */
  "POST /api/v1/subcategories/": {
    body: SentSubcategory;
    answer: Subcategory;
  };
  /** 一个二级指标 */
  "GET /api/v1/subcategories/{id}/": {
    answer: Subcategory;
  };
  /** 更改二级指标 */
  "PATCH /api/v1/subcategories/{id}/": {
    body: PatchedSentSubcategory;
    answer: Subcategory;
  };
  /** 删除二级指标 */
  "DELETE /api/v1/subcategories/{id}/": {
    answer: undefined;
  };
  /** 操作记录（只供审计员） */
  "GET /api/v1/trail/": {
    query?: {
      /** 操作 */
      action?: string;
      /** 操作人标识 */
      actor_id?: string;
      /** 在此之后 */
      after?: string;
      /** 在此之前 */
      before?: string;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 结果 */
      result?: string;
      /** 搜索关键词。 */
      search?: string;
    };
    answer: PaginatedTrailList;
  };
  /** 预算单位列表 */
  "GET /api/v1/units/": {
    query?: {
      /** 单位编码 */
      code?: string;
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 部门 */
      department?: number;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 搜索关键词。 */
      search?: string;
    };
    answer: PaginatedUnitList;
  };
  /** 新增预算单位 */
  "POST /api/v1/units/": {
    body: SentUnit;
    answer: Unit;
  };
  /** 一个预算单位 */
  "GET /api/v1/units/{id}/": {
    answer: Unit;
  };
  /** 更改预算单位 */
  "PATCH /api/v1/units/{id}/": {
    body: PatchedSentUnit;
    answer: Unit;
  };
  /** 删除预算单位 */
  "DELETE /api/v1/units/{id}/": {
    answer: undefined;
  };
  /** 一级指标及其二级指标列表 */
  "GET /api/v1/vocabulary/": {
    query?: {
      /** 上一页或下一页的位置，取自应答中的 next、previous。 */
      cursor?: string;
      /** 版本 */
      edition?: string;
      /** 类别 */
      kind?: string;
      /** 排序字段，前加减号为倒序。 */
      ordering?: string;
      /** 每页条数，最多200。 */
      page_size?: number;
      /** 省份 */
      province?: string;
      /** 搜索关键词。 */
      search?: string;
    };
    answer: PaginatedVocabularyList;
  };
  /** 新增一级指标及其二级指标 */
  "POST /api/v1/vocabulary/": {
    body: SentCategory;
    answer: Vocabulary;
  };
  /** 一个一级指标 */
  "GET /api/v1/vocabulary/{id}/": {
    answer: Category;
  };
  /** 更改一级指标 */
  "PATCH /api/v1/vocabulary/{id}/": {
    body: PatchedSentCategory;
    answer: Category;
  };
  /** 删除一级指标 */
  "DELETE /api/v1/vocabulary/{id}/": {
    answer: undefined;
  };
}
