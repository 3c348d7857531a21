/**
 * HTTP: routes, problems, pages, limits. Nothing here waits on an event loop: what asks the pool or its store runs on a few
 * threads with a bounded queue.
 *
 * <pre>
 *   connection --> ConnectionWatch     how many, and how long a request may take to arrive
 *   request    --> RequestLimit        how often from one address                        429
 *              --> OriginRule          whether another site's page sent it               403
 *              --> FailureBrake        whether that address is guessing                  429
 *              --> RequestWorkers      bounded; when it is full                          503
 *                    Authenticator --> AccessRule --> ApiRoute's handler --> Reply       401, 403, …
 *              &lt;-- ReplyWriter         JSON, ETag, 304, problem+json, security headers
 * </pre>
 *
 * <p>A family of routes is a class; {@code openapi.json} describes each, and a test holds the two together.
 */
@NullMarked
package io.otedama.gateway.http;

import org.jspecify.annotations.NullMarked;
