;; Scores 4-bit vector codes against an 8-bit query and keeps those above a threshold.
;;
;; A code of a vector is `groups` × 16 bytes. Byte b of group g holds dimension 32g+b in its low and dimension 32g+16+b in
;; its high nibble, both unsigned 0..15. The query has for each group 32 signed bytes in the same order: 16 for the low
;; nibbles, then 16 for the high ones. score = (dot - bias) * scale[id]; bias is 7.5 times the sum of the query, because a
;; nibble n stands for n - 7.5. Relaxed SIMD is exact here: nibbles fit 7 bits and no sum of two products saturates.
(module
  (import "env" "memory" (memory 1 65536))

  ;; For each of `count` ids (u32) at `ids`: writes (id u32, score f32) at `out` if the score is above `threshold`.
  ;; Returns how many were written.
  (func (export "scan")
    (param $ids i32) (param $count i32) (param $codes i32) (param $scales i32) (param $query i32) (param $groups i32)
    (param $bias f32) (param $threshold f32) (param $out i32) (result i32)
    (local $end i32) (local $id i32) (local $code i32) (local $codeEnd i32) (local $q i32) (local $cursor i32)
    (local $size i32) (local $packed v128) (local $low v128) (local $high v128) (local $mask v128) (local $score f32)
    (local.set $mask (v128.const i8x16 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15 15))
    (local.set $size (i32.shl (local.get $groups) (i32.const 4)))
    (local.set $end (i32.add (local.get $ids) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $cursor (local.get $out))
    (block $done
      (loop $vectors
        (br_if $done (i32.ge_u (local.get $ids) (local.get $end)))
        (local.set $id (i32.load (local.get $ids)))
        (local.set $code (i32.add (local.get $codes) (i32.mul (local.get $id) (local.get $size))))
        (local.set $codeEnd (i32.add (local.get $code) (local.get $size)))
        (local.set $q (local.get $query))
        (local.set $low (v128.const i32x4 0 0 0 0))
        (local.set $high (v128.const i32x4 0 0 0 0))
        (loop $dimensions
          (local.set $packed (v128.load (local.get $code)))
          (local.set $low
            (i32x4.relaxed_dot_i8x16_i7x16_add_s
              (v128.load (local.get $q))
              (v128.and (local.get $packed) (local.get $mask))
              (local.get $low)))
          (local.set $high
            (i32x4.relaxed_dot_i8x16_i7x16_add_s
              (v128.load offset=16 (local.get $q))
              (v128.and (i16x8.shr_u (local.get $packed) (i32.const 4)) (local.get $mask))
              (local.get $high)))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $code (i32.add (local.get $code) (i32.const 16)))
          (br_if $dimensions (i32.lt_u (local.get $code) (local.get $codeEnd))))
        (local.set $low (i32x4.add (local.get $low) (local.get $high)))
        (local.set $low
          (i32x4.add (local.get $low)
            (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $low) (local.get $low))))
        (local.set $score
          (f32.mul
            (f32.sub
              (f32.convert_i32_s
                (i32.add (i32x4.extract_lane 0 (local.get $low)) (i32x4.extract_lane 1 (local.get $low))))
              (local.get $bias))
            (f32.load (i32.add (local.get $scales) (i32.shl (local.get $id) (i32.const 2))))))
        (if (f32.gt (local.get $score) (local.get $threshold))
          (then
            (i32.store (local.get $cursor) (local.get $id))
            (f32.store offset=4 (local.get $cursor) (local.get $score))
            (local.set $cursor (i32.add (local.get $cursor) (i32.const 8)))))
        (local.set $ids (i32.add (local.get $ids) (i32.const 4)))
        (br $vectors)))
    (i32.shr_u (i32.sub (local.get $cursor) (local.get $out)) (i32.const 3))))
