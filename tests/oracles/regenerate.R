# Computes the figures of reliability.json and statistics.json anew, and fails where one differs.
#
# For maintainers; no test runs it. On Debian 12:
#
#   apt-get install --no-install-recommends r-base-core r-cran-coin r-cran-effectsize \
#     r-cran-gparotation r-cran-jsonlite r-cran-multilevel r-cran-ordinal r-cran-psych \
#     r-cran-psychtools r-cran-survey
#   Rscript tests/oracles/regenerate.R
#   Rscript tests/oracles/data_sets.R
#
# Every figure below agreed, as printed, with R 4.2.2, coin 1.4-2, effectsize 0.8.3, multilevel 2.7,
# ordinal 2022.11-16, psych 2.2.9 and psychTools 2.2.9; data_sets.R wrote its file with these,
# GPArotation 2022.10-2 and survey 4.1-1. What comes from no R package of Debian (effsize, agrmt,
# TOSTER) or from Python says so in its "source".

options(digits = 12)
suppressMessages(library(effectsize))

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
stored <- do.call(c, lapply(file.path(here, c("reliability.json", "statistics.json")),
                            jsonlite::fromJSON))
differing <- character()

# Half of the last digit printed: of 9.24972, 0.000005.
half <- function(figure) {
  parts <- strsplit(format(figure, digits = 15), "e", fixed = TRUE)[[1]]
  decimals <- nchar(sub("^[^.]*[.]?", "", parts[1]))
  0.51 * 10^(ifelse(length(parts) == 2, as.integer(parts[2]), 0) - decimals)
}

agree <- function(.entry, ...) {
  found <- list(...)
  for (figure in names(found)) {
    printed <- stored[[.entry]]$expect[[figure]]
    apart <- abs(as.vector(found[[figure]]) - as.vector(printed))
    alike <- length(printed) == length(found[[figure]]) && all(apart <= sapply(printed, half))
    if (!alike) differing <<- c(differing, paste(.entry, figure))
    cat(if (alike) "  " else "! ", .entry, " ", figure, ": ", sep = "")
    cat(format(found[[figure]], digits = 12, trim = TRUE), "\n")
  }
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
agree("welch-sleep", t = unname(sleep95$statistic), df = unname(sleep95$parameter),
      p = sleep95$p.value, ci95 = sleep95$conf.int[1:2], ci90 = sleep90$conf.int[1:2])

standardised <- cohens_d(x, y)$Cohens_d
agree("hedges-pain", exact_gamma = hedges_g(x, y)$Hedges_g,
      approx_4N_9 = standardised * (1 - 3 / (4 * (length(x) + length(y)) - 9)))

treatment <- c(10, 10, 20, 20, 20, 30, 30, 30, 40, 50)
delta <- cliffs_delta(treatment, c(10, 20, 30, 40, 40, 50))[[1]]
agree("cliff-effsize", delta = delta, P = (delta + 1) / 2)

odds <- ordinal::clm(score ~ group, data = pain)
agree("po-pain", logOR = unname(coef(odds)["groupy"]), se = sqrt(vcov(odds)["groupy", "groupy"]))

dealt <- coin::wilcox_test(number ~ group, data = pain, distribution = "exact")
agree("exact-pain", U = unname(wilcox.test(x, y, exact = FALSE)$statistic),
      p = as.numeric(coin::pvalue(dealt)))

bfi <- psychTools::bfi
for (item in c("N1", "E1")) {
  men <- na.omit(bfi[bfi$gender == 1, item])
  women <- na.omit(bfi[bfi$gender == 2, item])
  welch <- t.test(men, women)
  ranks <- wilcox.test(men, women, exact = FALSE, correct = FALSE)
  both <- data.frame(score = ordered(c(men, women)),
                     women = rep(0:1, c(length(men), length(women))))
  odds <- ordinal::clm(score ~ women, data = both)
  entry <- paste0("bfi-", tolower(item))
  stopifnot(table(men) == stored[[entry]]$data$men, table(women) == stored[[entry]]$data$women)
  agree(entry, U = unname(ranks$statistic), p_mwu = ranks$p.value,
        welch_t = unname(welch$statistic), df = unname(welch$parameter), p = welch$p.value,
        ci95 = welch$conf.int[1:2], logOR = unname(coef(odds)["women"]),
        se = sqrt(vcov(odds)["women", "women"]))
}

# Shares and families -------------------------------------------------------------------------

shares <- stored[["wilson-newcombe"]]$data$xn
limits <- apply(shares, 1, function(share) {
  suppressWarnings(prop.test(share[1], share[2], correct = FALSE))$conf.int[1:2]
})
agree("wilson-newcombe", ci = t(limits))

family <- c(0.01, 0.02, 0.03, 0.04, 0.05)
agree("holm-bh", holm = p.adjust(family, "holm"), bh = p.adjust(family, "BH"))

# Reliability ---------------------------------------------------------------------------------

stopifnot(as.matrix(attitude) == stored[["alpha-attitude"]]$data$answers)
raters <- suppressMessages(psych::alpha(attitude))
total <- raters$total
limits <- psych::alpha.ci(total$raw_alpha, nrow(attitude), ncol(attitude))
omega <- suppressWarnings(suppressMessages(
  psych::omega(attitude, nfactors = 1, fm = "minres", plot = FALSE)))
agree("alpha-attitude", raw = total$raw_alpha, std = total$std.alpha, G6 = total[["G6(smc)"]],
      average_r = total$average_r, feldt95 = c(limits$lower.ci, limits$upper.ci),
      r_drop = raters$item.stats$r.drop, omega_total = omega$omega.tot)

# Within groups -------------------------------------------------------------------------------

agree("rwg", rwg = multilevel::rwg(c(4, 4, 5, 3, 4, 4, 5, 5, 3, 4), rep(1, 10), ranvar = 2)$rwg)

if (length(differing) > 0) stop("not as stored: ", paste(differing, collapse = ", "))
