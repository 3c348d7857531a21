package io.otedama.spi;

import io.otedama.chain.BlockTemplate;

/**
 * A template and where it comes from.
 *
 * @param reorg true when the source knows that the previous tip is no longer in the best chain; only then may the height
 *     go back
 * @param source name of the node, without secrets
 */
public record TemplateUpdate(BlockTemplate template, boolean reorg, String source) {}
