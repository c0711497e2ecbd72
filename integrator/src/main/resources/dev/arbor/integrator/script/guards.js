// Built-in functions work at once and uncounted: what would make one of them take all memory or go on for ever is refused.
(function (limit) {
  'use strict';

  function guard(owner, name, size, message) {
    var original = owner[name];
    if (typeof original !== 'function') {
      return;
    }
    Object.defineProperty(owner, name, {
      value: function () {
        if (size.apply(this, arguments) > limit) {
          throw new RangeError(message);
        }
        return original.apply(this, arguments);
      },
      enumerable: false
    });
  }

  function text(name, size) {
    guard(String.prototype, name, size, 'Invalid string length');
  }

  function list(name, size) {
    guard(Array.prototype, name, size, 'Invalid array length');
  }

  function replaced(pattern, replacement) {
    return typeof replacement === 'function' ? 0 : String(this).length * String(replacement).length / 10;
  }

  text('repeat', function (count) { return String(this).length * count; });
  text('padStart', function (count) { return count; });
  text('padEnd', function (count) { return count; });
  text('replace', replaced);
  text('replaceAll', replaced);

  ['fill', 'map', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'every', 'some', 'forEach', 'reduce',
    'reduceRight', 'includes', 'indexOf', 'lastIndexOf', 'reverse', 'sort', 'slice', 'splice', 'shift', 'unshift',
    'copyWithin', 'flat', 'flatMap', 'toString', 'toLocaleString'].forEach(function (name) {
    list(name, function () { return this.length; });
  });
  list('join', function (separator) {
    var each = separator === undefined ? 1 : String(separator).length;
    return this.length * Math.max(1, each / 10);
  });
  list('concat', function () {
    var length = this.length;
    for (var i = 0; i < arguments.length; i++) {
      length += Array.isArray(arguments[i]) ? arguments[i].length : 1;
    }
    return length;
  });
  guard(Array, 'from', function (items) { return items.length; }, 'Invalid array length');
})(1000000)
