package io.otedama.gateway.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A worker and why its difficulty is what it is.
 *
 * @param difficultyExplanation for people, one or two sentences
 */
public record WorkerDetailView(@JsonUnwrapped WorkerView worker, String difficultyExplanation) {}
