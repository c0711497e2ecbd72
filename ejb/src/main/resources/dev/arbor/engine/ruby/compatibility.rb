# What trees and handlers expect of any Ruby that they run in. Evaluated after the libraries are loaded.

module KineticTask
  # Handlers that find 4 or more leave out libraries that they bundle for older engines (spec 4.4).
  VERSION = '6.1.7'
end

# Names that later Ruby versions dropped and that old trees still use.
Fixnum = Integer unless Object.const_defined?(:Fixnum)
Bignum = Integer unless Object.const_defined?(:Bignum)

class Object
  def taint; self; end unless method_defined?(:taint)
  def untaint; self; end unless method_defined?(:untaint)
  def tainted?; false; end unless method_defined?(:tainted?)
end

class << File
  alias exists? exist? unless method_defined?(:exists?)
end

class << Dir
  alias exists? exist? unless method_defined?(:exists?)
end

module URI
  class << self
    def escape(*arguments)
      DEFAULT_PARSER.escape(*arguments)
    end

    def unescape(*arguments)
      DEFAULT_PARSER.unescape(*arguments)
    end
    alias encode escape
    alias decode unescape
  end
end
