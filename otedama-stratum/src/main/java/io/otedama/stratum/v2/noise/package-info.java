/**
 * The Noise NX handshake of Stratum V2 and the ciphers it ends in: {@code Noise_NX_Secp256k1+EllSwift_ChaChaPoly_SHA256}.
 * Bytes in, bytes out; knows no sockets. Sees {@code v2.frame} and {@code core} only.
 *
 * <pre>
 *   NoiseInitiator (miner)                                                  NoiseResponder (pool)
 *     ephemeral key  --- act 1, 64 bytes: e ------------------------------>   ephemeral key
 *                    <-- act 2, 234 bytes ---------------------------------   ServerIdentity.current()
 *                        re 64 | static key 64 + MAC 16 | Certificate 74 + MAC 16
 *     Certificate.verify(AuthorityKey)
 *     NoiseKeys { sending, receiving }  <== CipherState per direction ==>    NoiseKeys { sending, receiving }
 *
 *   AuthorityKeyFile -> AuthorityKeyPair -> signs the certificates of ServerIdentity (short-lived, renewed)
 *                       AuthorityKey: what miners configure, in base58check
 *
 *   HandshakeState   h, ck and the cipher: MixHash, MixKey, EncryptAndHash
 *   EllSwift         public keys as 64 random-looking bytes, and ECDH upon them (BIP 324)
 *   Curve            libsecp256k1            ChaChaPoly   ChaCha20-Poly1305 out of BouncyCastle's engines
 * </pre>
 */
@NullMarked
package io.otedama.stratum.v2.noise;

import org.jspecify.annotations.NullMarked;
