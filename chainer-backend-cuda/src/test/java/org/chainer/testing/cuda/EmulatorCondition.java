package org.chainer.testing.cuda;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Loads the emulator before the first test, and leaves tests out, with the reason, where there can be none. Found by JUnit itself. */
public final class EmulatorCondition implements ExecutionCondition {

    /** Made by JUnit. */
    public EmulatorCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String reason = CudaEmulator.unavailableReason();
        return reason == null
                ? ConditionEvaluationResult.enabled("there is a CUDA device, or its emulator")
                : ConditionEvaluationResult.disabled(reason);
    }
}
