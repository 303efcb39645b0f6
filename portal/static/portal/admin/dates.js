// A date that the calendar cannot read stays as it was typed, and the form says what is wrong with it: by itself the
// calendar would put today in its place, without a word.
const calendar = window.jQuery?.fn.datetimepicker;
if (calendar) calendar.defaults.validateOnBlur = false;
