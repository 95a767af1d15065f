# Writes data_sets.json: sufficient statistics of data sets of R packages, and R's figures of them.
#
# For maintainers; no test runs it. Packages and versions as in regenerate.R. A second run must
# leave the file as it is:
#
#   Rscript tests/oracles/data_sets.R && git diff --exit-code tests/oracles/data_sets.json
#
# Only counts, sums, means and variances, and correlations are kept; each entry has the reference of
# its data set and the licence of its package. None of them forbids redistribution.

suppressMessages({
  library(psych)
  library(multilevel)
  library(survey)
  library(effectsize)
})
file <- file.path(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))),
                  "data_sets.json")
entries <- character()

text <- function(what) as.character(jsonlite::toJSON(what, digits = NA, auto_unbox = TRUE))

# Figures to ten digits; `loose`, those of an optimiser that stops sooner, to as many as given.
keep <- function(name, source, licence, data, expect, loose = list()) {
  digits <- modifyList(lapply(expect, function(figure) 10), loose)
  rounded <- Map(function(figure, to) signif(unname(figure), to), expect, digits)
  entries[[name]] <<- sprintf(
    " %s: {\n  \"source\": %s,\n  \"licence\": %s,\n  \"data\": %s,\n  \"expect\": %s\n }",
    text(name), text(source), text(licence), text(lapply(data, unname)), text(rounded))
}

counted <- function(answers, points) as.vector(table(factor(answers, levels = points)))

# Reliability ---------------------------------------------------------------------------------

data(bfi, package = "psychTools")
keyed <- bfi[c("A1", "A2", "A3", "A4", "A5")]
keyed$A1 <- 7 - keyed$A1
two <- combn(5, 2)
agreeable <- suppressMessages(psych::alpha(keyed))
factor1 <- psych::fa(keyed, nfactors = 1, fm = "minres")
omega <- suppressWarnings(psych::omega(keyed, nfactors = 1, fm = "minres", plot = FALSE))
feldt <- psych::alpha.ci(agreeable$total$raw_alpha, nrow(keyed), ncol(keyed))
keep("alpha-bfi-a",
     paste("R psychTools 2.2.9, bfi (Revelle, Wilt and Rosenthal 2010; items of Goldberg's public-domain",
           "IPIP), 2,800 people, items A1 (reversed) to A5 with missing answers: counts of each item",
           "and tables of every two items, A1 A2, A1 A3, ..., A4 A5. R psych 2.2.9: alpha(),",
           "alpha.ci(raw, 2800, 5), fa(nfactors = 1, fm = 'minres') and omega(nfactors = 1, fm =",
           "'minres')$omega.tot, which are 1 - sum of uniquenesses / sum of correlations"),
     "GPL (>= 2), as package psychTools",
     list(single = t(sapply(keyed, counted, 1:6)),
          pairs = aperm(array(apply(two, 2, function(ij) {
            table(factor(keyed[[ij[1]]], 1:6), factor(keyed[[ij[2]]], 1:6))
          }), c(6, 6, ncol(two))), c(3, 1, 2))),
     list(raw = agreeable$total$raw_alpha, std = agreeable$total$std.alpha,
          G6 = agreeable$total[["G6(smc)"]], average_r = agreeable$total$average_r,
          feldt95 = c(feldt$lower.ci, feldt$upper.ci),
          loadings = as.numeric(factor1$loadings), omega_total = omega$omega.tot),
     loose = list(loadings = 4, omega_total = 8))

thurstone <- psych::Thurstone
factor1 <- psych::fa(thurstone, nfactors = 1, fm = "minres", n.obs = 213)
omega <- suppressWarnings(suppressMessages(
  psych::omega(thurstone, nfactors = 1, fm = "minres", n.obs = 213, plot = FALSE)))
keep("omega-thurstone",
     paste("R psych 2.2.9, Thurstone: correlations of nine tests of ability (Thurstone and Thurstone",
           "1941; Bechtoldt 1961): fa(nfactors = 1, fm = 'minres'), omega(nfactors = 1), alpha().",
           "omega() of three factors, its default, gives another total: 0.93082541"),
     "GPL (>= 2), as package psych",
     list(correlations = unclass(thurstone)),
     list(alpha = psych::alpha(thurstone)$total$std.alpha,
          loadings = as.numeric(factor1$loadings), omega_total = omega$omega.tot),
     loose = list(loadings = 5, omega_total = 8))

# Within groups -------------------------------------------------------------------------------

data(lq2002, package = "multilevel")
items <- lq2002[sprintf("LEAD%02d", 1:11)]
company <- factor(lq2002$COMPID)
sums <- rowSums(items)
stopifnot(max(abs(lq2002$LEAD - sums / 11)) < 1e-9)
lead <- multilevel::rwg(lq2002$LEAD, lq2002$COMPID, ranvar = 2)$rwg
scale <- multilevel::rwg.j(items, lq2002$COMPID, ranvar = 2)$rwg.j
apart <- multilevel::ad.m(items, lq2002$COMPID)$AD.M
fit <- aov(lq2002$LEAD ~ company)
keep("within-lq2002",
     paste("R multilevel 2.7, lq2002 (Bliese, Halverson and Schriesheim 2002, Leadership Quarterly 13,",
           "3-14): 2,042 soldiers of 49 companies, eleven items on leadership, five points; answers of",
           "each point per company and item, and of each sum of the items, 11 to 55, per company; LEAD",
           "is that sum / 11, to nine decimals. rwg(LEAD, COMPID, ranvar = 2), rwg.j(items, COMPID,",
           "ranvar = 2), ad.m(items, COMPID), ICC1() and ICC2() of aov(LEAD ~ COMPID)"),
     "GPL (>= 2), as package multilevel",
     list(items = unname(aperm(simplify2array(lapply(items, function(item) {
            unclass(table(company, factor(item, 1:5)))
          })), c(1, 3, 2))),
          sums = unclass(table(company, factor(sums, 11:55)))),
     list(LEAD_first3 = lead[1:3], LEAD_mean = mean(lead), rwgj_first3 = scale[1:3],
          rwgj_mean = mean(scale), ADM_first3 = apart[1:3], ADM_mean = mean(apart),
          ICC1 = multilevel::ICC1(fit), ICC2 = multilevel::ICC2(fit)),
     loose = list(LEAD_first3 = 8, LEAD_mean = 8))

data(bh1996, package = "multilevel")
variables <- c("HRS", "LEAD", "COHES", "WBEING")
fits <- lapply(bh1996[variables], function(variable) aov(variable ~ factor(bh1996$GRP)))
by_group <- function(f) t(sapply(bh1996[variables], function(variable) {
  signif(tapply(variable, bh1996$GRP, f), 13)
}))
keep("icc-bh1996",
     paste("R multilevel 2.7, bh1996 (Bliese and Halverson 1996, Journal of Applied Social Psychology",
           "26, 1171-1189): 7,382 soldiers of 99 groups, their work hours (HRS), view of leadership",
           "(LEAD), cohesion (COHES) and well-being (WBEING); size, mean and variance of each group.",
           "ICC1() and ICC2() of aov(variable ~ as.factor(GRP)), and its F. mult.icc() fits a mixed",
           "model and gives ICC(1) 0.1292, 0.1475, 0.0480, 0.0434"),
     "GPL (>= 2), as package multilevel",
     list(base = as.vector(table(bh1996$GRP)), mean = by_group(mean), variance = by_group(var)),
     list(ICC1 = sapply(fits, multilevel::ICC1), ICC2 = sapply(fits, multilevel::ICC2),
          F = sapply(fits, function(fit) summary(fit)[[1]][1, "F value"])))

# The finite population, and weights ----------------------------------------------------------

data(api, package = "survey")
reference <- "Academic Performance Index of California's schools (cde.ca.gov/re/pr/api.asp)"
without <- svydesign(id = ~1, weights = ~pw, data = apisrs)
with <- svydesign(id = ~1, fpc = ~fpc, data = apisrs)
keep("fpc-apisrs",
     paste0("R survey 4.1-1, api: ", reference, "; api00 of apisrs, 200 of 6,194 schools at random. ",
            "svymean(~api00) of svydesign(id = ~1, data = apisrs), weights = ~pw or fpc = ~fpc"),
     "GPL-2 | GPL-3, as package survey",
     list(n = nrow(apisrs), N = as.numeric(apisrs$fpc[1]), sum = sum(apisrs$api00),
          squares = sum(apisrs$api00^2)),
     list(mean = coef(svymean(~api00, with)), se_fpc = as.numeric(SE(svymean(~api00, with))),
          se_nofpc = as.numeric(SE(svymean(~api00, without)))))

kinds <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
goals <- data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))
of_cells <- function(design, by = list(apiclus1$stype, apiclus1$sch.wide)) {
  found <- tapply(weights(design), by, mean)
  found / (sum(weights(design)) / nrow(design))
}
alone <- svydesign(id = ~1, weights = ~pw, data = apiclus1)
raked <- rake(alone, list(~stype, ~sch.wide), list(kinds, goals),
              control = list(maxit = 500, epsilon = 1e-12))
totals <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, sch.wideYes = 5122)
one_each <- svydesign(id = ~1, weights = rep(1, nrow(apiclus1)), data = apiclus1)
bounded <- calibrate(one_each, ~stype + sch.wide, totals * nrow(apiclus1) / 6194,
                     calfun = "raking", bounds = c(0, 1.6), epsilon = 1e-12, maxit = 500)
strata <- postStratify(alone, ~stype, kinds)
keep("weights-apiclus1",
     paste0("R survey 4.1-1, api: ", reference, "; 183 schools of apiclus1 by stype E, H, M and ",
            "sch.wide No, Yes, each weighing alike: schools, and sum of api00, of each cell; margins as ",
            "in the examples of rake's help page. rake(), calibrate(calfun = 'raking', bounds = c(0, ",
            "1.6)), postStratify(~stype): the weight of a school of each cell, mean 1, and ",
            "svymean(~api00) with them"),
     "GPL-2 | GPL-3, as package survey",
     list(base = unclass(table(apiclus1$stype, apiclus1$sch.wide)),
          sum = tapply(apiclus1$api00, list(apiclus1$stype, apiclus1$sch.wide), sum),
          stype = kinds$Freq, sch_wide = goals$Freq, largest = 1.6),
     list(raked = of_cells(raked), raked_mean = coef(svymean(~api00, raked)),
          bounded = of_cells(bounded), bounded_mean = coef(svymean(~api00, bounded)),
          post_stratified = of_cells(strata, list(apiclus1$stype)),
          post_stratified_mean = coef(svymean(~api00, strata))),
     loose = list(bounded = 8))

# Two groups ----------------------------------------------------------------------------------

pairs <- list(c("C", "D"), c("C", "E"), c("E", "D"), c("A", "F"))
most <- 0:max(InsectSprays$count)
of_pair <- function(f) sapply(pairs, function(pair) {
  f(transform(InsectSprays[InsectSprays$spray %in% pair, ], spray = factor(spray, levels = pair)))
})
of_spray <- function(k) t(sapply(pairs, function(pair) {
  counted(InsectSprays$count[InsectSprays$spray == pair[k]], most)
}))
keep("exact-sprays",
     paste("R 4.2.2 datasets, InsectSprays (Beall 1942, Biometrika 32, 243-262): plots with 0, 1, ...",
           "insects, sprays C against D, C against E, E against D, A against F, twelve plots each, many",
           "ties. U and its p: wilcox.test(exact = FALSE, correct = FALSE); p_exact: coin 1.4-2",
           "wilcox_test(distribution = 'exact'); delta: effectsize 0.8.3 cliffs_delta()"),
     "Part of R (GPL-2 | GPL-3)",
     list(first = of_spray(1), second = of_spray(2)),
     list(U = of_pair(function(d) wilcox.test(count ~ spray, d, exact = FALSE)$statistic),
          p = of_pair(function(d) wilcox.test(count ~ spray, d, exact = FALSE,
                                              correct = FALSE)$p.value),
          p_exact = of_pair(function(d) {
            as.numeric(coin::pvalue(coin::wilcox_test(count ~ spray, d, distribution = "exact")))
          }),
          delta = of_pair(function(d) cliffs_delta(count ~ spray, data = d)[[1]])))

wine <- ordinal::wine
odds <- lapply(c(temp = "temp", contact = "contact"), function(by) {
  ordinal::clm(reformulate(by, "rating"), data = wine, control = list(gradTol = 1e-10))
})
keep("po-wine",
     paste("R ordinal 2022.11-16, wine (Randall 1989, Biometrical Journal 31, 781-793): ratings of",
           "bitterness, five points, of warm against cold and of contact against none.",
           "clm(rating ~ temp) and clm(rating ~ contact); the first is an example of its help pages"),
     "GPL (>= 2), as package ordinal",
     list(first = rbind(table(wine$temp, wine$rating)["warm", ],
                        table(wine$contact, wine$rating)["yes", ]),
          second = rbind(table(wine$temp, wine$rating)["cold", ],
                         table(wine$contact, wine$rating)["no", ])),
     list(logOR = sapply(odds, function(fit) fit$beta),
          se = sapply(odds, function(fit) sqrt(diag(vcov(fit)))[[length(coef(fit))]])))

writeLines(c("{", paste(entries, collapse = ",\n"), "}"), file)
