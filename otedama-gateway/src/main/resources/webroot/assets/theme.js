// Runs before the first paint, so that a remembered theme never flashes the other one.
(function () {
  let theme = null;
  try {
    theme = localStorage.getItem("theme");
  } catch (blocked) {
    // storage may be forbidden: the system's theme it is
  }
  if (theme === "dark" || theme === "light") {
    document.documentElement.dataset.theme = theme;
  }
})();
