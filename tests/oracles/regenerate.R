# Prints the figures of tests/oracles/*.json anew, each below the name of its entry.
#
# For maintainers; no test runs it. On Debian:
#
#   apt-get install r-base-core r-cran-psych r-cran-psychtools r-cran-ordinal r-cran-multilevel \
#     r-cran-survey r-cran-coin
#   Rscript tests/oracles/regenerate.R
#
# What comes from no R package of Debian (effsize, agrmt, TOSTER) or from Python says so in its
# "source". Written for R 4.2, psych 2.2.9, multilevel 2.7, survey 4.1.

options(digits = 12)

show <- function(name, ...) {
  cat("\n", name, "\n", sep = "")
  print(unlist(list(...)))
}

x <- c(1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1)
y <- c(3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4)
pain <- data.frame(
  score = ordered(c(x, y)),
  number = c(x, y),
  group = factor(rep(c("x", "y"), c(length(x), length(y))))
)

# Two groups ----------------------------------------------------------------------------------

sleep95 <- t.test(extra ~ group, data = sleep)
sleep90 <- t.test(extra ~ group, data = sleep, conf.level = 0.90)
show("welch-sleep", t = unname(sleep95$statistic), df = unname(sleep95$parameter),
     p = sleep95$p.value, ci95 = sleep95$conf.int[1:2], ci90 = sleep90$conf.int[1:2])

m <- length(x) + length(y) - 2
pooled <- sqrt(((length(x) - 1) * var(x) + (length(y) - 1) * var(y)) / m)
d <- (mean(x) - mean(y)) / pooled
show("hedges-pain",
     exact_gamma = d * exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2),
     approx_4N_9 = d * (1 - 3 / (4 * (m + 2) - 9)))

odds <- ordinal::clm(score ~ group, data = pain)
show("po-pain", logOR = unname(coef(odds)["groupy"]), se = sqrt(vcov(odds)["groupy", "groupy"]))

dealt <- coin::wilcox_test(number ~ group, data = pain, distribution = "exact")
show("exact-pain", p = as.numeric(coin::pvalue(dealt)))

bfi <- psychTools::bfi
for (item in c("N1", "E1")) {
  men <- na.omit(bfi[bfi$gender == 1, item])
  women <- na.omit(bfi[bfi$gender == 2, item])
  welch <- t.test(men, women)
  ranks <- wilcox.test(men, women, exact = FALSE, correct = FALSE)
  both <- data.frame(score = ordered(c(men, women)),
                     women = rep(0:1, c(length(men), length(women))))
  odds <- ordinal::clm(score ~ women, data = both)
  show(paste0("bfi-", tolower(item)), men = table(men), women = table(women),
       U = unname(ranks$statistic), p_mwu = ranks$p.value, welch_t = unname(welch$statistic),
       df = unname(welch$parameter), p = welch$p.value, ci95 = welch$conf.int[1:2],
       logOR = unname(coef(odds)["women"]), se = sqrt(vcov(odds)["women", "women"]))
}

# Shares and families -------------------------------------------------------------------------

for (share in list(c(81, 263), c(15, 148), c(0, 20), c(1, 29))) {
  show(paste("wilson-newcombe", paste(share, collapse = "/")),
       ci = suppressWarnings(prop.test(share[1], share[2], correct = FALSE))$conf.int[1:2])
}

family <- c(0.01, 0.02, 0.03, 0.04, 0.05)
show("holm-bh", holm = p.adjust(family, "holm"), bh = p.adjust(family, "BH"))

# Reliability ---------------------------------------------------------------------------------

raters <- psych::alpha(attitude)$total
limits <- psych::alpha.ci(raters$raw_alpha, nrow(attitude), ncol(attitude))
show("alpha-attitude", raw = raters$raw_alpha, std = raters$std.alpha, G6 = raters[["G6(smc)"]],
     average_r = raters$average_r, feldt95 = c(limits$lower.ci, limits$upper.ci))

# Not among the entries, because its 2,800 answers are not kept here: five items of bfi, one of them
# reversed, with missing answers. The tables of pairs hold all that alpha and omega need.
keyed <- bfi[c("A1", "A2", "A3", "A4", "A5")]
keyed$A1 <- 7 - keyed$A1
agreeable <- psych::alpha(keyed)$total
loadings <- psych::fa(keyed, nfactors = 1, fm = "minres")
alike <- cor(keyed, use = "pairwise")
show("alpha-bfi-A (not kept)", raw = agreeable$raw_alpha, std = agreeable$std.alpha,
     omega_total_1f_minres = 1 - sum(loadings$uniquenesses) / sum(alike))

# Within groups -------------------------------------------------------------------------------

show("rwg", rwg = multilevel::rwg(c(4, 4, 5, 3, 4, 4, 5, 5, 3, 4), rep(1, 10), ranvar = 2)$rwg)

data(bh1996, package = "multilevel")
for (variable in c("HRS", "LEAD")) {
  fit <- aov(bh1996[[variable]] ~ as.factor(bh1996$GRP))
  show(paste0("icc-bh1996-", c(HRS = "hours", LEAD = "leadership")[[variable]]),
       people = nrow(bh1996), groups = length(unique(bh1996$GRP)),
       ICC1 = multilevel::ICC1(fit), ICC2 = multilevel::ICC2(fit))
}

# Not among the entries, because its 2,042 rows are not kept here: leadership in 49 companies.
data(lq2002, package = "multilevel")
lead <- multilevel::rwg(lq2002$LEAD, lq2002$COMPID, ranvar = 2)$rwg
scale <- multilevel::rwg.j(lq2002[, 3:13], lq2002$COMPID, ranvar = 2)$rwg.j
apart <- multilevel::ad.m(lq2002[, 3:13], lq2002$COMPID)$AD.M
show("rwg-lq2002 (not kept)", LEAD_first3 = lead[1:3], LEAD_mean = mean(lead),
     rwgj_first3 = scale[1:3], rwgj_mean = mean(scale), ADM_mean = mean(apart))

# The finite population -----------------------------------------------------------------------

data(api, package = "survey")
without <- survey::svydesign(id = ~1, weights = ~pw, data = apisrs)
with <- survey::svydesign(id = ~1, fpc = ~fpc, data = apisrs)
show("fpc-apisrs", n = nrow(apisrs), N = apisrs$fpc[1],
     mean = unname(coef(survey::svymean(~api00, with))),
     se_fpc = unname(survey::SE(survey::svymean(~api00, with))),
     se_nofpc = unname(survey::SE(survey::svymean(~api00, without))))
