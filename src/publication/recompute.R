# Computes every published figure again from the open data, in base R.
#   Rscript tinh-lai.R du-lieu.csv [figures.csv]
# Prints the largest difference; ends with status 1 where it is above 1e-9. The second file, if asked for, takes the
# figures computed here. Formulas: docs/formats/open-data.md.
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) < 1) stop("Rscript tinh-lai.R du-lieu.csv [figures.csv]")
data <- read.csv(arguments[1], fileEncoding = "UTF-8-BOM", encoding = "UTF-8", check.names = FALSE,
                 colClasses = c(code = "character", id = "character", form = "character", unit = "character"))
shown <- data[data$suppressed == 0, ]

figures <- function(line) {
  counts <- as.numeric(line[c("n1", "n2", "n3", "n4", "n5")])
  counts <- counts[!is.na(counts)]
  k <- length(counts)
  n <- sum(counts)
  stopifnot(n == as.numeric(line["n"]))
  # Of a factor, the answers of one person are alike: fewer answers are worth as much.
  of_people <- !is.na(line["people"])
  n_share <- if (of_people) as.numeric(line["effective_n_share"]) else n
  satisfied <- counts[k - 1] + counts[k]
  p <- satisfied / n
  z <- qnorm(0.975)
  centre <- (p * n_share + z^2 / 2) / (n_share + z^2)
  half <- z * sqrt(z^2 + 4 * p * n_share * (1 - p)) / (2 * (n_share + z^2))
  share <- c(p, if (satisfied == 0) 0 else centre - half, if (satisfied == n) 1 else centre + half)
  points <- seq_len(k)
  mean <- sum(points * counts) / n
  if (of_people) {
    freedom <- as.numeric(line["people"]) - 1
    variance <- (sum(points^2 * counts) / n - mean^2) / as.numeric(line["effective_n_mean"])
  } else {
    freedom <- n - 1
    variance <- sum(counts * (points - mean)^2) / (n - 1) / n
  }
  ends <- if (freedom < 1) c(1, k) else {
    reach <- qt(0.975, freedom) * sqrt(max(0, variance))
    c(max(1, mean - reach), min(k, mean + reach))
  }
  score <- c(mean, ends)
  c(share * 100, score / k * 100, (score - 1) / (k - 1) * 100)
}

names <- paste0(rep(c("satisfied_share", "mean_score", "mean_score_01"), each = 3), c("", "_low", "_high"))
again <- t(vapply(seq_len(nrow(shown)), function(i) {
  line <- unlist(lapply(shown[i, ], as.character))
  figures(line)
}, numeric(9)))
published <- as.matrix(shown[, names])
worst <- if (nrow(shown) == 0) 0 else max(abs(again - published))
cat(sprintf("%d lines, %d figures, largest difference %.3g\n", nrow(shown), length(published), worst))
if (length(arguments) > 1) {
  colnames(again) <- names
  again <- apply(again, 2, function(figure) format(figure, digits = 17, trim = TRUE))
  write.csv(data.frame(cut = shown$cut, code = shown$code, id = shown$id, again), arguments[2], row.names = FALSE, quote = TRUE)
}
quit(status = if (worst > 1e-9) 1 else 0)
