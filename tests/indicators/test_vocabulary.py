import json

import pytest

from indicators.kinds import CategoryKind, SubcategoryKind
from indicators.vocabulary import FIXTURE, UnknownVocabulary, vocabularies, vocabulary_for

LEVEL1 = {
    ("河北", "2020"): ["产出指标", "效果指标", "满意度指标"],
    ("河北", "2023"): ["产出指标", "效益指标", "满意度指标"],
    ("湖北", "2024"): ["运行成本", "管理效率", "履职效能", "社会效应", "可持续发展能力", "满意度"],
    ("贵州", "2024"): ["产出指标", "成本指标", "效益指标", "满意度指标"],
}


@pytest.mark.parametrize(("province", "edition"), LEVEL1)
def test_the_form_prints_these_categories_in_this_order(province, edition):
    vocabulary = vocabulary_for(province, edition)
    assert (vocabulary.province, vocabulary.edition) == (province, edition)
    assert [category.label for category in vocabulary.categories] == LEVEL1[province, edition]


def test_every_vocabulary_is_in_this_table():
    assert set(vocabularies()) == set(LEVEL1)


def test_an_unknown_edition_names_the_known_ones():
    with pytest.raises(UnknownVocabulary, match=r"没有“河北 1999”.*河北 2020"):
        vocabulary_for("河北", "1999")


@pytest.mark.parametrize("key", LEVEL1)
def test_every_label_is_found_and_knows_its_parent(key):
    vocabulary = vocabulary_for(*key)
    for category in vocabulary.categories:
        assert vocabulary.category(category.label) is category
        for subcategory in category.subcategories:
            assert vocabulary.subcategory(subcategory.label) is subcategory
            # a label under two parents would be found under one of them only
            assert vocabulary.parent_of(subcategory.label) is category


@pytest.mark.parametrize(
    ("key", "printed", "label", "parent", "kind"),
    [
        (("河北", "2020"), "社会效益指 标", "社会效益指标", "效果指标", SubcategoryKind.SOCIAL),
        (("河北", "2023"), "可持续影响\n指标", "可持续影响指标", "效益指标", SubcategoryKind.SUSTAINABILITY),
        (("河北", "2023"), "成本指标", "成本指标", "产出指标", SubcategoryKind.COST),
        (("湖北", "2024"), "经济\u3000效益", "经济效益", "社会效应", SubcategoryKind.ECONOMIC),
        (("湖北", "2024"), "核心业务产出7", "核心业务产出7", "履职效能", SubcategoryKind.CORE_OUTPUT),
        (("湖北", "2024"), "核心业务\n产出１２", "核心业务产出12", "履职效能", SubcategoryKind.CORE_OUTPUT),
        (("贵州", "2024"), "生态效益指标", "生态效益指标", "效益指标", SubcategoryKind.ENVIRONMENTAL),
        (("贵州", "2024"), "环境效益指标", "环境效益指标", "效益指标", SubcategoryKind.ENVIRONMENTAL),
        (
            ("贵州", "2024"),
            "社会公众或服务 对象满意度",
            "社会公众或服务对象满意度",
            "满意度指标",
            SubcategoryKind.BENEFICIARY_SATISFACTION,
        ),
    ],
)
def test_a_second_level_label_is_recognised_as_printed(key, printed, label, parent, kind):
    vocabulary = vocabulary_for(*key)
    assert vocabulary.canonical_level2(printed) == label
    assert vocabulary.parent_of(printed).label == parent
    assert vocabulary.subcategory(printed).kind is kind


def test_a_first_level_label_is_recognised_as_printed():
    hubei = vocabulary_for("湖北", "2024")
    assert hubei.canonical_level1("运行\n成本") == "运行成本"
    assert hubei.category("运行\n成本").kind is CategoryKind.OPERATING_COST


@pytest.mark.parametrize("label", ["", "指标", "产出指标", "数量指标3", "青少年科技教育活动"])
def test_what_the_form_does_not_print_is_no_second_level_label(label):
    guizhou = vocabulary_for("贵州", "2024")
    assert guizhou.canonical_level2(label) is None
    assert guizhou.subcategory(label) is None
    assert guizhou.parent_of(label) is None


def test_cost_is_a_category_of_its_own_in_guizhou_only():
    guizhou = vocabulary_for("贵州", "2024")
    assert guizhou.category("成本指标").subcategories == ()
    assert guizhou.canonical_level2("成本指标") is None
    assert vocabulary_for("河北", "2023").canonical_level1("成本指标") is None


def test_positions_count_from_one_under_each_parent():
    positions = {}
    for row in json.loads(FIXTURE.read_text(encoding="utf-8")):
        fields = row["fields"]
        parent = tuple(fields.get("category") or (fields["province"], fields["edition"]))
        positions.setdefault(parent, []).append(fields["position"])
    assert positions
    assert all(found == list(range(1, len(found) + 1)) for found in positions.values())
