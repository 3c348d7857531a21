/**
 * What all measurements together say, beside what was aimed at.
 *
 * <pre>
 *   results/*.json (load, curve, cases, jmh) -> Results: numbers by file and name -> Summary: a row each -> Markdown
 * </pre>
 */
@NullMarked
package io.otedama.bench.summary;

import org.jspecify.annotations.NullMarked;
