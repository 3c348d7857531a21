package io.otedama.stratum.v2;

import io.otedama.stratum.v2.frame.FrameCipher;

/**
 * Both directions of a connection.
 *
 * @param in opens what the peer seals
 * @param out seals what the peer opens
 */
public record V2Ciphers(FrameCipher in, FrameCipher out) {}
