// A date that the calendar cannot read stays as it was typed, and the form says what is wrong with it: by itself the
// calendar would put today in its place, without a word. It closed by that same check, so now it is told to.
const { jQuery } = window;
if (jQuery?.fn.datetimepicker) {
  jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
  jQuery(document).on("focusout", "input", ({ target }) => {
    jQuery(target).data("xdsoft_datetimepicker")?.trigger("close.xdsoft");
  });
}
