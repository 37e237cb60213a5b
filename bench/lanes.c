/* The equations of slackwater.body.equations as one tuned C loop, to hold the lanes engine against. Only the bench
   compiles it. Single precision, blocks of LANES people, no branch and no library call in the inner loop, exp by
   squaring, the same counters: what comes out is what the lanes engine gives, to rounding. */
#include <stdint.h>

#define LANES 64
#define ROW __attribute__((aligned(64)))
#define SUM_SD 147.80054f

typedef struct {
    float threat_gain, arousal_from_bracing, arousal_from_adrenaline, charge_in_movement, shutdown_damping, rise, fall;
    float adrenaline_gain, adrenaline_onset, adrenaline_rate, acth_rate, cortisol_rest, cortisol_gain, cortisol_rate;
    float bracing_rest, bracing_from_force, ease_lost, bracing_rate, bracing_unrest, window_low, window_high;
    float window_steepness, discharge_at_rest, stillness, discharge_in_tremor, charge_from_threat;
    float charge_from_flooding, charge_rate, holding_base, self_hold, self_hold_half_fourth, holding_from_charge;
    float holding_rate, holding_from_arousal, holding_from_force, overwhelm, shutdown_steepness, shutdown_rate, dt;
} Fixed;

static inline float above(float x) { return x > 0.0f ? x : 0.0f; }
static inline float at_most_one(float x) { return x < 1.0f ? x : 1.0f; }

static inline float fading(float x) {
    float y = -x * (1.0f / 64);
    y = y > -0.3125f ? y : -0.3125f;
    y = y < 0.3125f ? y : 0.3125f;
    float e = 1.0f + y * (1.0f + y * (0.5f + y * (1.0f / 6)));
    e *= e; e *= e; e *= e; e *= e; e *= e;
    return e * e;
}

static inline float unrest(uint32_t start, uint32_t first, uint32_t second) {
    uint32_t x = start + first;
    x = (x ^ (x >> 16)) * 0x7feb352du;
    x ^= second;
    x = (x ^ (x >> 15)) * 0x846ca68bu;
    x ^= x >> 16;
    uint32_t pairs = (x & 0x00ff00ffu) + ((x >> 8) & 0x00ff00ffu);
    return ((float)(int32_t)((pairs & 0xffffu) + (pairs >> 16)) - 510.0f) * (1.0f / SUM_SD);
}

/* personal (9, n), start (8, n), keys (2, n), plan (steps, 5), out (11, n): as lane_loop.blocks has them. */
void live(const Fixed *fixed, const float *personal, const float *start, const uint32_t *keys, const float *plan,
          float *out, float stops, long n, long steps, long first_block, long end_block) {
    const Fixed k = *fixed;
    const float last = (float)steps, stopped = 1.0f - stops;
    for (long low = first_block * LANES; low < end_block * LANES; low += LANES) {
        float arousal[LANES] ROW, adrenaline[LANES] ROW, acth[LANES] ROW, cortisol[LANES] ROW;
        float bracing[LANES] ROW, charge[LANES] ROW, holding[LANES] ROW, shutdown[LANES] ROW;
        float rest_of[LANES] ROW, moved[LANES] ROW, grounded[LANES] ROW, unrests[LANES] ROW;
        float braced[LANES] ROW, held_by[LANES] ROW, ease[LANES] ROW, unwinds[LANES] ROW;
        float level[LANES] ROW, peak[LANES] ROW, over_s[LANES] ROW, flooded_s[LANES] ROW;
        float hit[LANES] ROW, charged[LANES] ROW, bent[LANES] ROW;
        uint32_t key_one[LANES] ROW, key_two[LANES] ROW;
        for (int j = 0; j < LANES; j++) {
            const long i = low + j;
            arousal[j] = start[0 * n + i]; adrenaline[j] = start[1 * n + i]; acth[j] = start[2 * n + i];
            cortisol[j] = start[3 * n + i]; bracing[j] = start[4 * n + i]; charge[j] = start[5 * n + i];
            holding[j] = start[6 * n + i]; shutdown[j] = start[7 * n + i]; rest_of[j] = personal[0 * n + i];
            moved[j] = personal[1 * n + i]; grounded[j] = personal[2 * n + i]; unrests[j] = personal[3 * n + i];
            braced[j] = personal[4 * n + i]; held_by[j] = personal[5 * n + i]; ease[j] = personal[6 * n + i];
            unwinds[j] = personal[7 * n + i]; level[j] = personal[8 * n + i]; key_one[j] = keys[i];
            key_two[j] = keys[n + i];
            peak[j] = over_s[j] = flooded_s[j] = charged[j] = bent[j] = 0.0f;
            hit[j] = last;
        }
        for (long t = 0; t < steps; t++) {
            const float w = plan[t * 5], threat = plan[t * 5 + 1], g0 = plan[t * 5 + 2], tr0 = plan[t * 5 + 3];
            const float unfinished = plan[t * 5 + 4], now_s = (float)t;
            const uint32_t one = (uint32_t)(2 * t) * 0x9e3779b9u, other = one + 0x9e3779b9u;
#pragma omp simd
            for (int j = 0; j < LANES; j++) {
                const float going = hit[j] < last ? stopped : 1.0f;
                const float q = going * w * level[j], ground = g0 + (1.0f - going) * (1.0f - g0), tremor = going * tr0;
                const float a = arousal[j], e = adrenaline[j], p = acth[j], c = cortisol[j], m = bracing[j], v = shutdown[j];
                const float g = charge[j] + charged[j], h = holding[j] + bent[j], rest = rest_of[j];
                const float over = above(a - rest), beyond = above(q - ease[j] * (1.0f - k.ease_lost * h));
                const float pull = rest - a + k.threat_gain * threat + k.arousal_from_bracing * above(m - k.bracing_rest)
                    + k.arousal_from_adrenaline * e + moved[j] * q * (1.0f + k.charge_in_movement * g)
                    - (grounded[j] * ground + k.shutdown_damping * v) * over;
                const float brace = k.bracing_rest - m + braced[j] * over + held_by[j] * h + k.bracing_from_force * beyond;
                const float freed = (k.discharge_at_rest * e * above(1.0f - k.stillness * q)
                                     + k.discharge_in_tremor * tremor * at_most_one(2.0f * e))
                    * (1.0f - at_most_one(4.0f * v)) / ((1.0f + fading((a - k.window_low) * k.window_steepness))
                                                        * (1.0f + fading((k.window_high - a) * k.window_steepness)));
                const float square = above(m) * above(m), fourth = square * square;
                const float held = k.holding_base + k.self_hold * fourth / (k.self_hold_half_fourth + fourth)
                    + k.holding_from_charge * g;
                const float rebraced = k.holding_from_arousal * unfinished * above(a - k.window_high)
                    + k.holding_from_force * beyond;
                charged[j] += ((k.charge_from_threat * threat + k.charge_from_flooding * above(a - k.overwhelm))
                               * unfinished * (1.0f - g) - freed * g) * k.dt - g * k.charge_rate;
                bent[j] += (held - h) * k.holding_rate + (rebraced * (1.0f - h) - unwinds[j] * freed * h) * k.dt;
                const float an = a + pull * (pull > 0.0f ? k.rise : k.fall) + unrests[j] * unrest(one, key_one[j], key_two[j]);
                const float vn = v + (1.0f / (1.0f + fading((a - k.overwhelm) * k.shutdown_steepness)) - v) * k.shutdown_rate;
                arousal[j] = an;
                adrenaline[j] = e + (k.adrenaline_gain * above(a - k.adrenaline_onset) - e) * k.adrenaline_rate;
                acth[j] = p + (over - p) * k.acth_rate;
                cortisol[j] = c + (k.cortisol_rest - c + k.cortisol_gain * p) * k.cortisol_rate;
                bracing[j] = m + brace * k.bracing_rate + k.bracing_unrest * unrest(other, key_one[j], key_two[j]);
                shutdown[j] = vn;
                peak[j] = an > peak[j] ? an : peak[j];
                over_s[j] += an > k.window_high ? 1.0f : 0.0f;
                const float flooded = an > k.overwhelm ? flooded_s[j] + 1.0f : 0.0f;
                flooded_s[j] = flooded;
                const float first = flooded >= 10.0f ? now_s : last, found = vn > 0.3f ? now_s : first;
                hit[j] = found < hit[j] ? found : hit[j];
            }
        }
        for (int j = 0; j < LANES; j++) {
            charge[j] += charged[j];
            holding[j] += bent[j];
            out[0 * n + low + j] = arousal[j];
            out[1 * n + low + j] = adrenaline[j];
            out[2 * n + low + j] = acth[j];
            out[3 * n + low + j] = cortisol[j];
            out[4 * n + low + j] = bracing[j];
            out[5 * n + low + j] = charge[j];
            out[6 * n + low + j] = holding[j];
            out[7 * n + low + j] = shutdown[j];
            out[8 * n + low + j] = peak[j];
            out[9 * n + low + j] = over_s[j];
            out[10 * n + low + j] = hit[j];
        }
    }
}
