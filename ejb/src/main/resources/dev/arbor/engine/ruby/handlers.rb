# Evaluated once when a Ruby runtime for handlers starts: the libraries that handlers use without requiring them (spec
# 4.4), and what is taken away because it would end or change the server.

require 'rexml/document'
require 'json'
require 'erb'
require 'csv'
require 'uri'
require 'base64'
require 'net/http'
require 'openssl' # Not by autoload: loaded from within a handler's thread, it never came back.
require 'digest'
require 'date'
require 'time'
require 'fileutils'
require 'tmpdir'
require 'securerandom'
require 'set'
require 'stringio'
require 'timeout'
require 'bigdecimal'

$stdout.sync = true
$stderr.sync = true

module Arbor
  # The classes of a handler in a module of its own, so that another version of it may be there beside it.
  def self.load_apart(path)
    space = Module.new
    space.module_eval(File.read(path, encoding: 'BOM|UTF-8'), path, 1)
    space.constants(false).each do |name|
      defined = space.const_get(name, false)
      next unless defined.is_a?(Module) && defined.to_s.start_with?('#<Module:')

      # They are called what they would be called elsewhere.
      plain = name.to_s
      defined.define_singleton_method(:name) { plain }
      defined.define_singleton_method(:to_s) { plain }
      defined.define_singleton_method(:inspect) { plain }
    end
    space
  end

  # What was required from a folder can be required again, and nothing refers to it.
  def self.forget(folder)
    $LOADED_FEATURES.reject! { |feature| feature.start_with?(folder) }
    $LOAD_PATH.reject! { |path| path.to_s.start_with?(folder) }
  end

  def self.refuse(owner, *names)
    names.each do |name|
      owner.send(:define_method, name) do |*_arguments, &_block|
        raise SecurityError, "Expected a handler to leave the server alone, but it called '#{name}'."
      end
    end
  end

  # These replace the process, change how it ends, or watch everything that runs in it.
  refuse(Kernel, :exec, :fork, :trap, :at_exit, :set_trace_func)
  refuse(Kernel.singleton_class, :exec, :fork, :trap, :at_exit, :set_trace_func)
  refuse(Process.singleton_class, :exec, :fork, :daemon)
  refuse(Signal.singleton_class, :trap)
end
