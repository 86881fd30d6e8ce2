"""One fault for each rule: what is planted in which sound content, and what the rule must quote."""

from tests.performance.review.faults_of_budget import FAULTS_OF_BUDGET
from tests.performance.review.faults_of_form import FAULTS_OF_FORM
from tests.performance.review.faults_of_results import FAULTS_OF_RESULTS
from tests.performance.review.faults_of_sense import FAULTS_OF_SENSE
from tests.performance.review.faults_of_standards import FAULTS_OF_STANDARDS

FAULTS = (*FAULTS_OF_FORM, *FAULTS_OF_SENSE, *FAULTS_OF_BUDGET, *FAULTS_OF_STANDARDS, *FAULTS_OF_RESULTS)
