package io.sluice.bpmn;

import static io.sluice.bpmn.Bpmn20.definitions;
import static io.sluice.bpmn.Bpmn20.process;
import static io.sluice.bpmn.Bpmn20.refused;
import static io.sluice.bpmn.Bpmn20.refusedOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedConstructsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BPMN_COMPLEX_GATEWAY            | <complexGateway id='x'/>",
                "BPMN_INSTANTIATING_GATEWAY      | <eventBasedGateway id='x' instantiate='true'/>",
                "BPMN_PARALLEL_EVENT_GATEWAY     | <eventBasedGateway id='x' eventGatewayType='Parallel'/>",
                "BPMN_EVENT_SUB_PROCESS          | <subProcess id='x' triggeredByEvent='true'/>",
                "BPMN_EVENT_SUB_PROCESS          | <subProcess id='x' triggeredByEvent='true'><startEvent id='y'/></subProcess>",
                "BPMN_EVENT_SUB_PROCESS          | <subProcess id='x' triggeredByEvent='true'><standardLoopCharacteristics loopMaximum='2'/><startEvent id='y'><errorEventDefinition/></startEvent></subProcess>",
                "BPMN_CONDITIONAL_START          | <subProcess id='s'><startEvent id='x'><conditionalEventDefinition><condition/></conditionalEventDefinition></startEvent></subProcess>",
                "BPMN_TIMER_START                | <subProcess id='s'><startEvent id='x'><timerEventDefinition/></startEvent></subProcess>",
                "BPMN_SEVERAL_STARTS             | <subProcess id='x'><startEvent id='a'/><startEvent id='b'/></subProcess>",
                "BPMN_COMPLEX_GATEWAY            | <subProcess id='s'><complexGateway id='x'/></subProcess>",
                "BPMN_COMPENSATION               | <subProcess id='x' isForCompensation='true'/>",
                "BPMN_BOUNDARY_HOST              | <subProcess id='s'><task id='t'/></subProcess><boundaryEvent id='x' attachedToRef='t'><errorEventDefinition/></boundaryEvent>",
                "BPMN_COMPENSATE_THROW           | <task id='t'/><intermediateThrowEvent id='x'><compensateEventDefinition waitForCompletion='false'/></intermediateThrowEvent>",
                "BPMN_COMPENSATE_THROW           | <intermediateThrowEvent id='x'><compensateEventDefinition activityRef='gone'/></intermediateThrowEvent>",
                "BPMN_CALL_ACTIVITY              | <callActivity id='x' calledElement='${which}'/>",
                "BPMN_TRANSACTION                | <transaction id='x'/>",
                "BPMN_AD_HOC_SUB_PROCESS         | <adHocSubProcess id='x'/>",
                "BPMN_CALL_ACTIVITY              | <callActivity id='x'/>",
                "BPMN_BUSINESS_RULE_TASK         | <businessRuleTask id='x'/>",
                "BPMN_MULTI_INSTANCE             | <task id='x'><multiInstanceLoopCharacteristics/></task>",
                "BPMN_MULTI_INSTANCE             | <task id='x'><multiInstanceLoopCharacteristics><loopCardinality>${n}</loopCardinality></multiInstanceLoopCharacteristics></task>",
                "BPMN_MULTI_INSTANCE             | <task id='x'><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality><completionCondition>${done}</completionCondition></multiInstanceLoopCharacteristics></task>",
                "BPMN_MULTI_INSTANCE             | <task id='x'><multiInstanceLoopCharacteristics behavior='One'><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>",
                "BPMN_MULTI_INSTANCE             | <task id='x'><multiInstanceLoopCharacteristics xmlns:c='urn:c' c:collection='${f(x)}'/></task>",
                "BPMN_STANDARD_LOOP              | <task id='x'><standardLoopCharacteristics testBefore='true' loopMaximum='2'/></task>",
                "BPMN_CONDITION                  | <task id='x'><standardLoopCharacteristics><loopCondition>${f(a)}</loopCondition></standardLoopCharacteristics></task>",
                "BPMN_CONDITION                  | <subProcess id='s'><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><startEvent id='a'/><exclusiveGateway id='g'/><sequenceFlow id='f' sourceRef='a' targetRef='g'/><sequenceFlow id='x' sourceRef='g' targetRef='g'><conditionExpression>${loopCounter &gt; 1}</conditionExpression></sequenceFlow></subProcess>",
                "BPMN_STANDARD_LOOP              | <task id='x'><standardLoopCharacteristics/></task>",
                "BPMN_START_QUANTITY             | <task id='x' startQuantity='2'/>",
                "BPMN_COMPLETION_QUANTITY        | <task id='x' completionQuantity='2'/>",
                "BPMN_COMPENSATION               | <task id='x' isForCompensation='true'/>",
                "BPMN_INSTANTIATING_RECEIVE      | <receiveTask id='x' instantiate='true'/>",
                "BPMN_ESCALATION_START           | <startEvent id='x'><escalationEventDefinition/></startEvent>",
                "BPMN_CONDITIONAL_START          | <startEvent id='x'><conditionalEventDefinition><condition/></conditionalEventDefinition></startEvent>",
                "BPMN_TIMER_CYCLE                | <startEvent id='x'><timerEventDefinition><timeDate>2026-01-01T00:00:00Z</timeDate></timerEventDefinition></startEvent>",
                "BPMN_TIMER_CYCLE                | <startEvent id='x'><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></startEvent>",
                "BPMN_MULTIPLE_START             | <startEvent id='x'><timerEventDefinition/><messageEventDefinition/></startEvent>",
                "BPMN_EVENT_DEFINITION_REF_START | <startEvent id='x'><eventDefinitionRef>d</eventDefinitionRef></startEvent>",
                "BPMN_NONE_CATCH                 | <intermediateCatchEvent id='x'/>",
                "BPMN_LINK_CATCH                 | <intermediateCatchEvent id='x'><linkEventDefinition name='l'/></intermediateCatchEvent>",
                "BPMN_CONDITIONAL_CATCH          | <intermediateCatchEvent id='x'><conditionalEventDefinition><condition/></conditionalEventDefinition></intermediateCatchEvent>",
                "BPMN_TIMER_DURATION             | <intermediateCatchEvent id='x'><timerEventDefinition><timeDuration>P1M</timeDuration></timerEventDefinition></intermediateCatchEvent>",
                "BPMN_TIMER_DURATION             | <intermediateCatchEvent id='x'><timerEventDefinition><timeDuration>${wait}</timeDuration></timerEventDefinition></intermediateCatchEvent>",
                "BPMN_TIMER_DURATION             | <intermediateCatchEvent id='x'><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>",
                "BPMN_TIMER_DATE                 | <intermediateCatchEvent id='x'><timerEventDefinition><timeDate>2026-01-01T00:00:00</timeDate></timerEventDefinition></intermediateCatchEvent>",
                "BPMN_NONE_THROW                 | <intermediateThrowEvent id='x'/>",
                "BPMN_LINK_THROW                 | <intermediateThrowEvent id='x'><linkEventDefinition name='l'/></intermediateThrowEvent>",
                "BPMN_IMPLICIT_THROW_EVENT       | <implicitThrowEvent id='x'/>",
                "BPMN_CANCEL_END                 | <endEvent id='x'><cancelEventDefinition/></endEvent>",
                "BPMN_CANCEL_BOUNDARY            | <task id='t'/><boundaryEvent id='x' attachedToRef='t'><cancelEventDefinition/></boundaryEvent>",
                "BPMN_ERROR_NOT_INTERRUPTING     | <task id='t'/><boundaryEvent id='x' attachedToRef='t' cancelActivity='false'><errorEventDefinition/></boundaryEvent>",
                "BPMN_TIMER_DURATION             | <task id='t'/><boundaryEvent id='x' attachedToRef='t'><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></boundaryEvent>",
                "BPMN_BOUNDARY_HOST              | <endEvent id='t'/><boundaryEvent id='x' attachedToRef='t'><errorEventDefinition/></boundaryEvent>",
                "BPMN_BOUNDARY_HOST              | <boundaryEvent id='x' attachedToRef='nobody'><errorEventDefinition/></boundaryEvent>",
                "BPMN_CONDITIONAL_FLOW           | <task id='t'/><sequenceFlow id='x' sourceRef='t' targetRef='t'><conditionExpression>a</conditionExpression></sequenceFlow>",
                "BPMN_CONDITION                  | <exclusiveGateway id='t'/><sequenceFlow id='x' sourceRef='t' targetRef='t'><conditionExpression>${f(a)}</conditionExpression></sequenceFlow>",
                "BPMN_CONDITION_LANGUAGE         | <exclusiveGateway id='t'/><sequenceFlow id='x' sourceRef='t' targetRef='t'><conditionExpression xsi:type='tFormalExpression' language='groovy'>a</conditionExpression></sequenceFlow>",
                "BPMN_DANGLING_FLOW              | <task id='t'/><dataObject id='d'/><sequenceFlow id='x' sourceRef='t' targetRef='d'/>",
            })
    void refusesByCodeAndId(String code, String content) {
        var finding = refusedOnce(process(content));

        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.elementId()).isEqualTo("x");
        assertThat(finding.line()).isEqualTo(4);
        assertThat(finding.message()).contains("'x'");
    }

    @Test
    void listsEverythingWithIdNameAndLine() {
        var problems =
                refused(
                        process(
                                """

                                <task id="ok"/>
                                <complexGateway id="some-gate" name="Which?"/>
                                <callActivity id="call"/>
                                <endEvent id="stop"><cancelEventDefinition/></endEvent>
                                """));

        assertThat(problems)
                .extracting(Finding::code, Finding::elementId, Finding::elementName, Finding::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "BPMN_COMPLEX_GATEWAY", "some-gate", "Which?", 6),
                        org.assertj.core.groups.Tuple.tuple("BPMN_CALL_ACTIVITY", "call", "", 7),
                        org.assertj.core.groups.Tuple.tuple("BPMN_CANCEL_END", "stop", "", 8));
        assertThat(problems.getFirst().message())
                .isEqualTo(
                        "complexGateway 'some-gate' (Which?): this kind of element cannot run"
                                + " here; use exclusive, inclusive and parallel gateways instead.");
    }

    @Test
    void tellsAsAProblemOfTheDocument() {
        var finding = refusedOnce(process("<complexGateway id='x'/>"));

        var problem = finding.toProblem(Problem.Severity.ERROR);

        assertThat(problem.element()).contains(new NodeId("x"));
        assertThat(problem.code()).isEqualTo("BPMN_COMPLEX_GATEWAY");
        assertThat(new Finding("C", "not-ours", "", 0, "m").toProblem(Problem.Severity.WARNING))
                .matches(p -> p.element().isEmpty() && !p.blocks());
    }

    @Test
    void refusesSeveralProcessesByTheirIds() {
        var finding =
                refusedOnce(definitions("<process id='a'/><process id='b'/><process id='c'/>"));

        assertThat(finding.code()).isEqualTo("BPMN_SEVERAL_PROCESSES");
        assertThat(finding.message()).contains("'a', 'b', 'c'");
        assertThat(
                        refusedOnce(
                                        definitions(
                                                "<process id='a' isExecutable='true'/>"
                                                        + "<process id='b' isExecutable='true'/>"))
                                .code())
                .isEqualTo("BPMN_SEVERAL_PROCESSES");
    }

    @Test
    void refusesAFileWithoutAProcess() {
        assertThat(refusedOnce(definitions("<message id='m'/>")).code())
                .isEqualTo("BPMN_NO_PROCESS");
    }

    @Test
    void refusesChoreographiesAndConversations() {
        assertThat(refusedOnce(definitions("<choreography id='x'/><process id='p'/>")).code())
                .isEqualTo("BPMN_CHOREOGRAPHY");
        assertThat(
                        refusedOnce(
                                        definitions(
                                                "<collaboration id='c'><participant id='a'/>"
                                                        + "<conversation id='x'><participantRef>a"
                                                        + "</participantRef></conversation>"
                                                        + "</collaboration><process id='p'/>"))
                                .code())
                .isEqualTo("BPMN_CONVERSATION");
    }
}
